using System.Security.Cryptography;

namespace Trimtab.Files;

/// <summary>
/// A lock between processes that is held while a file exists: the process that creates the file holds the lock. The file is left over where
/// that process is killed.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class LockFile(string path)
{
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
    /// <param name="signature">Its content, by which <see cref="IsSigned"/> knows it.</param>
    /// <returns>Whether it was created, so that the lock is held.</returns>
    /// <exception cref="IOException">It is missing and can't be created.</exception>
    public bool TryCreate(ReadOnlySpan<byte> signature)
    {
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            file.Write(signature);
            return true;
        }
        catch (IOException) when (File.Exists(path) || new FileInfo(path).LinkTarget is not null)
        {
            return false;
        }
    }

    /// <summary>Whether the file is one that was created with a signature.</summary>
    public bool IsSigned(ReadOnlySpan<byte> signature)
    {
        try
        {
            return new FileInfo(path) is { LinkTarget: null, Exists: true } && File.ReadAllBytes(path).AsSpan().SequenceEqual(signature);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // removed meanwhile
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
}
