using System.Text;

namespace Trimtab.Files;

/// <summary>A file that appears under its name whole or not at all. Not thread-safe; several processes may write the same path, the last to commit stays.</summary>
/// <remarks>
/// What is written goes to a temporary file of a random name in the same folder; <see cref="Commit"/> flushes it to the disk and renames it.
/// Without a commit nothing changes and the temporary file is removed. A killed process leaves its temporary file behind:
/// <see cref="RemoveAbandoned"/> removes it. A symbolic link at the path is replaced by the file.
/// </remarks>
public sealed class AtomicFile : IDisposable
{
    private const string TemporaryExtension = ".trimtab-tmp";

    private readonly string _path;
    private readonly FileStream _content;
    private bool _isCommitted;

    /// <summary>Begins a file; nothing is seen under <paramref name="path"/> yet.</summary>
    /// <exception cref="IOException">The folder is missing or can't be written to.</exception>
    public AtomicFile(string path)
    {
        _path = FilePath.Checked(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? throw Failure("it must be a file, not a root folder.");
        try
        {
            _content = SharingViolation.Retry(() => Create(folder));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure(error.Message, error);
        }
    }

    /// <summary>Where to write; it can be read and sought in, too.</summary>
    public Stream Content => _content;

    /// <summary>Writes a whole file.</summary>
    /// <exception cref="IOException">It can't be written; what was there before is unchanged.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var file = new AtomicFile(path);
        file.Write(content);
        file.Commit();
    }

    /// <summary>Writes a whole text, as UTF-8 without a byte order mark; a lone surrogate becomes U+FFFD.</summary>
    /// <exception cref="IOException">It can't be written; what was there before is unchanged.</exception>
    public static void Write(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Write(path, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Writes a whole text, as UTF-8 without a byte order mark; a lone surrogate becomes U+FFFD.</summary>
    /// <exception cref="IOException">It can't be written; what was there before is unchanged.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what was there before is unchanged.</exception>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var file = new AtomicFile(path);
        try
        {
            await file._content.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            throw file.Failure(error.Message, error);
        }

        file.Commit();
    }

    /// <summary>Removes temporary files that processes left in <paramref name="folder"/> when they were killed; those still being written stay.</summary>
    /// <remarks>What can't be removed, or a folder that can't be read, is passed over.</remarks>
    public static void RemoveAbandoned(string folder)
    {
        try
        {
            foreach (string temporary in Directory.GetFiles(FilePath.Checked(folder), "*" + TemporaryExtension))
            {
                RemoveWithoutWriter(temporary);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // no such folder, or not ours to look into
        }
    }

    /// <summary>Appends to <see cref="Content"/>.</summary>
    /// <exception cref="IOException">It can't be written, for example because the disk is full.</exception>
    public void Write(ReadOnlySpan<byte> content)
    {
        try
        {
            _content.Write(content);
        }
        catch (IOException error)
        {
            throw Failure(error.Message, error);
        }
    }

    /// <summary>Puts the file under its name, in the place of what was there. It is on disk when this returns.</summary>
    /// <exception cref="IOException">It can't be; what was there before is unchanged.</exception>
    public void Commit()
    {
        try
        {
            _content.Flush(flushToDisk: true);
            SharingViolation.Retry(() => { File.Move(_content.Name, _path, overwrite: true); return true; });
            _isCommitted = true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure(error.Message, error);
        }
    }

    /// <summary>Ends the writing; without a <see cref="Commit"/> the temporary file is removed.</summary>
    public void Dispose()
    {
        try
        {
            if (!_isCommitted)
            {
                File.Delete(_content.Name);
            }

            _content.Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // what has to be said was said by Write or Commit
        }
    }

    /// <summary>A new file that can be renamed while it is open, and that <see cref="RemoveAbandoned"/> can't have alone before it is closed.</summary>
    private static FileStream Create(string folder) => new(
        Path.Combine(folder, Path.GetRandomFileName() + TemporaryExtension),
        FileMode.CreateNew,
        FileAccess.ReadWrite,
        FileShare.Read | FileShare.Delete);

    /// <summary>The writer keeps its file open until it is renamed: what can be opened alone has no writer.</summary>
    private static void RemoveWithoutWriter(string temporary)
    {
        try
        {
            new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // being written, or not ours to remove
        }
    }

    private IOException Failure(string why, Exception? cause = null) =>
        new($"'{_path}' can't be written: {why} What was there before is unchanged. Make room, or name another place.", cause);
}
