using System.Text;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>Files that the tool writes among those of programs, which may have put anything in their place.</summary>
internal static class OwnFile
{
    private static int _drafts; // of this process, so that each thread has its own

    /// <summary>A new file of a path: what was there is removed first, so that no link is followed.</summary>
    /// <exception cref="IOException">A folder has the path, or its own folder is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static FileStream Create(string path)
    {
        File.Delete(path);
        return new(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }

    /// <summary>Writes a file where there is none: whole or not at all, and of several processes and threads that do so one does.</summary>
    public static void WriteFirst(string path, string text)
    {
        string draft = Invariant($"{path}.{Environment.ProcessId}.{Interlocked.Increment(ref _drafts)}.tmp");
        Write(draft, text);
        try
        {
            // File.Move looks for the path and then renames, which replaces what another has put there meanwhile; a link never does.
            if (OperatingSystem.IsWindows() || Posix.Link(NativeWords.Path(draft), NativeWords.Path(path)) != 0)
            {
                File.Move(draft, path, overwrite: false); // there already, or a file system without links
            }
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another was first.
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Writes text into such a file.</summary>
    public static void Write(string path, string text)
    {
        using var file = Create(path);
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}
