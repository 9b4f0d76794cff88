namespace Trimtab.Files;

/// <summary>Reads, appends and deletes files that other processes may write, rename or delete at the same time. Thread-safe.</summary>
/// <remarks>While another process has a file open exclusively, operations are retried for about two seconds.</remarks>
public static class SharedFile
{
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;

    /// <summary>Opens a file exclusively, created where it is missing; fails at once where another process has it open.</summary>
    /// <remarks>For locks between processes: the file stays empty, and the lock ends with the stream or the process.</remarks>
    /// <param name="path">The file. Its folder must exist.</param>
    /// <exception cref="IOException">Another process has it open, or it can't be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written to, or is a folder.</exception>
    public static FileStream OpenExclusive(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

    /// <summary>Opens a file for reading while other processes may append to, replace or delete it.</summary>
    /// <remarks>
    /// A named pipe is refused where it may be written to, because opening it waits for a writer; one that may only be read is waited for.
    /// </remarks>
    /// <exception cref="ArgumentException">The path is empty or holds a NUL character.</exception>
    /// <exception cref="IOException">It is missing, is a pipe, or can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static FileStream OpenRead(string path)
    {
        RefusePipe(FilePath.Checked(path));
        return SharingViolation.Retry(() =>
            new FileStream(path, FileMode.Open, FileAccess.Read, Shared, 1 << 16, FileOptions.SequentialScan));
    }

    /// <summary>Opens a file for reading as <see cref="OpenRead"/> does; <see langword="null"/> where it is missing or empty.</summary>
    /// <remarks>
    /// Pipes and broken links count as empty. Pipes have no length and are not opened, so there is no waiting for a writer.
    /// </remarks>
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

    /// <summary>Reads a whole file, up to the length it has now.</summary>
    /// <exception cref="ArgumentException">The path is empty or holds a NUL character.</exception>
    /// <exception cref="IOException">It is missing, can't be read, or is longer than an array can be.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        using var file = OpenRead(path);
        return ReadAllBytes(file);
    }

    /// <summary>Appends bytes to a file, created where it is missing. The data are on disk when this returns.</summary>
    /// <remarks>Concurrent appends may overwrite each other: writers must hold a lock.</remarks>
    /// <exception cref="ArgumentException">The path is empty or holds a NUL character.</exception>
    /// <exception cref="IOException">It can't be written to, or is a pipe; a part of <paramref name="content"/> may be there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read and written to, or is a folder.</exception>
    public static void Append(string path, ReadOnlySpan<byte> content)
    {
        using var file = OpenToAppend(path);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Opens a file at its end, created where it is missing; other processes may read it and append to it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="waits">Whether it waits for another process that has the file open exclusively.</param>
    internal static FileStream OpenToAppend(string path, bool waits = true)
    {
        FilePath.Checked(path);
        // Opened for reading, too: a pipe opened for writing only would wait for a reader.
        var file = SharingViolation.Retry(() => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, Shared, 0), waits);
        if (!file.CanSeek)
        {
            file.Dispose();
            throw new IOException($"A file that is appended to must be a regular file. '{path}' is a pipe or a device.");
        }

        file.Seek(0, SeekOrigin.End);
        return file;
    }

    /// <summary>Deletes a file; does nothing where it is missing.</summary>
    /// <exception cref="ArgumentException">The path is empty or holds a NUL character.</exception>
    /// <exception cref="IOException">It is in use, or its folder is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be deleted, or is a folder.</exception>
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

    /// <summary>Reads the rest of a file from its current position, up to the length it has now.</summary>
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
