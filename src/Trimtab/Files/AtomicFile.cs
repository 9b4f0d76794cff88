using System.Text;

namespace Trimtab.Files;

/// <summary>Atomic file writer: readers see the old content or the whole new content, never a part. Not thread-safe.</summary>
/// <remarks>
/// Content goes to a temporary file of a random name in the same folder; <see cref="Commit"/> flushes it to the disk and renames it.
/// Without a commit the temporary file is deleted and nothing changes. A killed process leaves its temporary file behind;
/// <see cref="RemoveAbandoned"/> deletes it. Of several processes that write the same path, the last to commit prevails. A symbolic link at
/// the path is replaced by the file.
/// </remarks>
public sealed class AtomicFile : IDisposable
{
    private const string TemporaryExtension = ".trimtab-tmp";

    private readonly string _path;
    private readonly FileStream _content;
    private bool _isCommitted;

    /// <summary>Creates the temporary file; <paramref name="path"/> does not change before <see cref="Commit"/>.</summary>
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

    /// <summary>Stream of the temporary file: writable, readable, seekable.</summary>
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

    /// <summary>Deletes temporary files of killed processes from a folder; those still being written remain.</summary>
    /// <remarks>Files that can't be deleted, and folders that can't be read, are ignored.</remarks>
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
            // There is no such folder, or access is denied.
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

    /// <summary>Replaces the file at the path by the content written. The data are on disk when this returns.</summary>
    /// <exception cref="IOException">The file can't be replaced; the old content is unchanged.</exception>
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

    /// <summary>Closes the file; without a <see cref="Commit"/> the temporary file is deleted.</summary>
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
            // Write or Commit has reported the error already.
        }
    }

    /// <summary>Opens a new temporary file, shared so that it can be renamed while open, but not opened exclusively by others.</summary>
    private static FileStream Create(string folder) => new(
        Path.Combine(folder, Path.GetRandomFileName() + TemporaryExtension),
        FileMode.CreateNew,
        FileAccess.ReadWrite,
        FileShare.Read | FileShare.Delete);

    /// <summary>Deletes a temporary file that can be opened exclusively: its writer would still have it open.</summary>
    private static void RemoveWithoutWriter(string temporary)
    {
        try
        {
            new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is being written, or access is denied.
        }
    }

    private IOException Failure(string why, Exception? cause = null) =>
        new($"'{_path}' can't be written: {why} What was there before is unchanged. Make room, or name another place.", cause);
}
