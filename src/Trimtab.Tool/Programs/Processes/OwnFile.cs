using System.Text;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>Files that the tool writes among those of programs, which may have put anything in their place.</summary>
internal static class OwnFile
{
    /// <summary>A new file of a path: what was there is removed first, so that no link is followed.</summary>
    /// <exception cref="IOException">A folder has the path, or its own folder is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static FileStream Create(string path)
    {
        File.Delete(path);
        return new(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }

    /// <summary>Writes text into such a file.</summary>
    public static void Write(string path, string text)
    {
        using var file = Create(path);
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}
