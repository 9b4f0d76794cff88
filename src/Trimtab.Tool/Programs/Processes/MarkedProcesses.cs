using System.Globalization;
using System.Text;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>Processes that have the mark of a run in their environment, as Linux says in <c>/proc</c>.</summary>
internal static class MarkedProcesses
{
    private const int Looks = 2; // one that was just started by another may not have been seen

    /// <summary>Ends them: those of programs that began a session of their own.</summary>
    /// <param name="mark">The mark, as NAME=value.</param>
    public static void End(string mark)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(mark);
        for (int look = 0; look < Looks; look++)
        {
            foreach (string folder in Directory.EnumerateDirectories("/proc"))
            {
                if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int process)
                    && Environ(folder).AsSpan().IndexOf(bytes) >= 0)
                {
                    _ = Posix.Send(process, Posix.Kill);
                }
            }
        }
    }

    private static byte[] Environ(string folder)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // it has ended, or is another user's
        }
    }
}
