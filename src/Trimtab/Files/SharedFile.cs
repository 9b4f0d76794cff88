namespace Trimtab.Files;

/// <summary>Files that others may write, rename or delete at the same time. Thread-safe.</summary>
/// <remarks>A file that another process holds for itself is tried again for about two seconds.</remarks>
public static class SharedFile
{
    /// <summary>Opens a file for this process alone; made where it is missing. It is not waited for: <see cref="IOException"/> where another process has it open so.</summary>
    /// <remarks>What a lock between processes is held on: the file stays empty, and the lock ends with the stream or the process.</remarks>
    /// <param name="path">The file. Its folder must exist.</param>
    /// <exception cref="IOException">Another process has it open, or it can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written to, or is a folder.</exception>
    public static FileStream OpenAlone(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

    /// <summary>Opens a file for reading; what others append, replace or delete meanwhile does not disturb it.</summary>
    /// <remarks>A named pipe, which would be waited for until somebody writes to it, is refused where it may be written to; one that may only be read is waited for.</remarks>
    /// <exception cref="ArgumentException">The path is empty or holds a NUL character.</exception>
    /// <exception cref="IOException">It is missing, is a pipe, or can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static FileStream OpenRead(string path)
    {
        RefusePipe(FilePath.Checked(path));
        return SharingViolation.Retry(() =>
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan));
    }

    /// <summary>As <see cref="OpenRead"/>; <see langword="null"/> where there is nothing to read: no such file, an empty one, a pipe, or a link that leads nowhere.</summary>
    /// <remarks>It never waits for a writer: pipes have no length, and what has none is not opened.</remarks>
    /// <exception cref="ArgumentException">The path is empty or holds a NUL character.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static FileStream? OpenReadIfExists(string path)
    {
        try
        {
            return IsEmpty(FilePath.Checked(path)) ? null : OpenRead(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Reads a file up to the length it has now.</summary>
    /// <exception cref="ArgumentException">The path is empty or holds a NUL character.</exception>
    /// <exception cref="IOException">It is missing, can't be read, or is longer than an array can be.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        using var file = OpenRead(path);
        return ReadAllBytes(file);
    }

    /// <summary>Adds bytes to the end of a file, which is made where it is missing. They are on disk when this returns.</summary>
    /// <remarks>Of two that append at the same time, one may overwrite the other: writers take turns by a means of their own.</remarks>
    /// <exception cref="ArgumentException">The path is empty or holds a NUL character.</exception>
    /// <exception cref="IOException">It can't be written to, or is a pipe; a part of <paramref name="content"/> may be there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read and written to, or is a folder.</exception>
    public static void Append(string path, ReadOnlySpan<byte> content)
    {
        using var file = OpenToAppend(path);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    /// <summary>A file at its end, made where it is missing, that others may read and append to.</summary>
    internal static FileStream OpenToAppend(string path)
    {
        FilePath.Checked(path);
        var file = SharingViolation.Retry(() => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 0)); // for writing alone, a pipe waits for a reader
        if (!file.CanSeek)
        {
            file.Dispose();
            throw new IOException($"A file that is appended to must be a regular file. '{path}' is a pipe or a device.");
        }

        file.Seek(0, SeekOrigin.End);
        return file;
    }

    /// <summary>Removes a file; nothing where there is none.</summary>
    /// <exception cref="ArgumentException">The path is empty or holds a NUL character.</exception>
    /// <exception cref="IOException">It is in use, or its folder is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be removed, or is a folder.</exception>
    public static void Delete(string path)
    {
        FilePath.Checked(path);
        SharingViolation.Retry(() => { File.Delete(path); return true; });
    }

    /// <summary>Files without a length are opened for writing too first, which does not wait.</summary>
    private static void RefusePipe(string path)
    {
        if (OperatingSystem.IsWindows() || !IsEmpty(path))
        {
            return;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 0);
            if (file.CanSeek)
            {
                return;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return; // reading says what is wrong, if anything is
        }

        throw new IOException($"A file that is read must be a regular file. '{path}' is a pipe or a device.");
    }

    private static bool IsEmpty(string path)
    {
        var file = new FileInfo(path);
        file = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return file is { Exists: true, Length: 0 };
    }

    /// <summary>What is left of <paramref name="file"/>, up to the length it has now.</summary>
    internal static byte[] ReadAllBytes(FileStream file)
    {
        long length = file.Length - file.Position;
        if (length > Array.MaxLength)
        {
            throw new IOException(Invariant($"A file read whole must have at most {Array.MaxLength} bytes. '{file.Name}' has {length}."));
        }

        byte[] bytes = new byte[length];
        int got = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return got == bytes.Length ? bytes : bytes[..got];
    }
}
