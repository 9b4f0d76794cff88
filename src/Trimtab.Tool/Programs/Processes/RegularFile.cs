using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>
/// Reads files that programs have written: whatever stands in their place, a pipe or a device too, reading ends, in bounded memory.
/// </summary>
internal static class RegularFile
{
    /// <summary>The most that is read of a file, in bytes.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    // O_NONBLOCK, O_NOCTTY and O_CLOEXEC: opening a pipe does not wait for its writer.
    private static readonly int _open = OperatingSystem.IsMacOS() ? 0x4 | 0x20000 | 0x1000000 : 0x800 | 0x100 | 0x80000;

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="ProgramException">It is a pipe, a device that can't be read, or has more than <see cref="MostBytes"/>.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] ReadBytes(string path)
    {
        using var file = Open(path);
        var bytes = new MemoryStream();
        byte[] block = new byte[LineReader.Block];
        for (int length; (length = RandomAccess.Read(file, block, bytes.Length)) > 0;)
        {
            bytes.Write(block, 0, length);
            if (bytes.Length > MostBytes)
            {
                throw new ProgramException(
                    $"The file of a metric has {Invariant($"{MostBytes / (1024 * 1024)}")} MiB at most. {Path.GetFileName(path)} has more: "
                    + "write the number to a file of its own.");
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The text of a file: UTF-8, or as its byte order mark says.</summary>
    /// <inheritdoc cref="ReadBytes"/>
    public static string ReadText(string path)
    {
        using var reader = new StreamReader(new MemoryStream(ReadBytes(path)), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static SafeFileHandle Open(string path)
    {
        if (!OperatingSystem.IsWindows() && Posix.Open(NativeWords.Path(path), _open) is >= 0 and var descriptor)
        {
            var file = new SafeFileHandle(descriptor, ownsHandle: true);
            if (IsSeekable(file))
            {
                return file;
            }

            file.Dispose();
            throw new ProgramException($"The file of a metric must be a regular file. {Path.GetFileName(path)} is none, as a pipe.");
        }

        return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete); // or the error, in words
    }

    /// <summary>Whether it has places, as pipes and terminals do not.</summary>
    private static bool IsSeekable(SafeFileHandle file)
    {
        try
        {
            return RandomAccess.GetLength(file) >= 0;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }
}
