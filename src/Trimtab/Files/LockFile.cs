using System.Security.Cryptography;
using System.Text;

namespace Trimtab.Files;

/// <summary>
/// A lock between processes that is held while a file exists: the process that creates the file holds the lock. The file is left over where
/// that process is killed.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class LockFile(string path)
{
    /// <summary>Error codes of a file that is there already: EEXIST on Linux and macOS; file and name exist on Windows.</summary>
    private static readonly int[] _exists = [17, unchecked((int)0x80070050), unchecked((int)0x800700B7)];

    /// <summary>When the file, or the one that it links to, was last written to; <see langword="null"/> where it is missing.</summary>
    public DateTime? LastChange
    {
        get
        {
            var file = new FileInfo(path);
            return (file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true)) is { Exists: true } target
                ? target.LastWriteTimeUtc
                : null;
        }
    }

    /// <summary>Creates the file where it is missing.</summary>
    /// <remarks>
    /// It is a symbolic link where there are such: that is made in one step, without room on the disk for its content. A process that is
    /// killed in the middle, or a full disk, leaves no file that isn't signed.
    /// </remarks>
    /// <param name="signature">
    /// By which <see cref="IsSigned"/> knows it: the name of another file of the folder, so that others who wait see a link to a file.
    /// </param>
    /// <returns>Whether it was created, so that the lock is held.</returns>
    /// <exception cref="IOException">It is missing and can't be created, or it is a folder.</exception>
    public bool TryCreate(string signature)
    {
        try
        {
            return TryLink(signature) || Write(signature);
        }
        catch (IOException error) when (_exists.Contains(error.HResult)) // by the error: it may be removed before one looks
        {
            return Directory.Exists(path) ? throw IsFolder(error) : false;
        }
        catch (UnauthorizedAccessException error) when (Directory.Exists(path)) // as Windows says it
        {
            throw IsFolder(error);
        }
    }

    /// <summary>Whether the file is one that was created with a signature.</summary>
    public bool IsSigned(string signature)
    {
        try
        {
            var file = new FileInfo(path);
            return file.LinkTarget is { } target ? target == signature : file.Exists && File.ReadAllText(path) == signature;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // removed meanwhile
        }
    }

    private bool Exists => File.Exists(path) || new FileInfo(path).LinkTarget is not null;

    /// <returns>Whether it was created; false where the system has no such links, or not for this program.</returns>
    private bool TryLink(string signature)
    {
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                File.CreateSymbolicLink(path, signature);
                return true;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException && !Exists)
        {
            // An ordinary file may do.
        }

        return false;
    }

    private bool Write(string signature)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        try
        {
            using (file)
            {
                file.Write(Encoding.UTF8.GetBytes(signature));
            }

            return true;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Removes the file, if it is there, by renaming it first: of several processes that remove it at once, one does.</summary>
    public void Remove()
    {
        string renamed = $"{path}{RandomNumberGenerator.GetHexString(32, lowercase: true)}.rename";
        try
        {
            File.Move(path, renamed);
            File.Delete(renamed);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // Removed already.
        }
    }

    private IOException IsFolder(Exception error) =>
        new($"A lock between processes must be a file. '{path}' is a folder: remove it, or give it another name.", error);
}
