using System.Globalization;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>The memory of all processes of a session, as Linux counts it in <c>/proc</c>.</summary>
internal static class SessionMemory
{
    /// <summary>Whether the system says it.</summary>
    public static bool IsKnown => OperatingSystem.IsLinux();

    /// <summary>Resident memory of the session's processes, in bytes. Pages that several of them share count several times.</summary>
    public static long Of(int session)
    {
        long pages = 0;
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (char.IsAsciiDigit(folder["/proc/".Length]) && Stat(folder) is { } fields && fields[3] == Invariant($"{session}"))
            {
                pages += long.Parse(fields[21], CultureInfo.InvariantCulture);
            }
        }

        return pages * Environment.SystemPageSize;
    }

    /// <summary>Fields of <c>stat</c> from the third, the state, on: the name before may hold spaces.</summary>
    private static string[]? Stat(string folder)
    {
        try
        {
            string text = File.ReadAllText(Path.Combine(folder, "stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // it has ended
        }
    }
}
