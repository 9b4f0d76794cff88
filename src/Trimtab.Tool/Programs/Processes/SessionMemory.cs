using System.Globalization;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>The memory of all processes of a session, as Linux counts it in <c>/proc</c>.</summary>
internal static class SessionMemory
{
    /// <summary>Whether the system says it.</summary>
    public static bool IsKnown => OperatingSystem.IsLinux();

    /// <summary>
    /// Memory of the session's processes, in bytes: a page that several processes share counts once, divided among them. Where the system
    /// does not say that of a process, its resident memory.
    /// </summary>
    public static long Of(int session) => Folders(session).Sum(
        folder => Bytes(folder, "smaps_rollup", "Pss:") ?? Bytes(folder, "status", "VmRSS:") ?? 0);

    /// <summary>The most that one of the session's processes has had at once, in bytes; 0 where none runs.</summary>
    public static long Peak(int session) => Folders(session).Select(folder => PeakOf(folder) ?? 0).DefaultIfEmpty().Max();

    /// <summary>The most that a process has had at once since its program began, in bytes; null where it has ended.</summary>
    public static long? PeakOf(int process) => PeakOf(Invariant($"/proc/{process}"));

    private static long? PeakOf(string folder) => Bytes(folder, "status", "VmHWM:");

    private static IEnumerable<string> Folders(int session) => Directory.EnumerateDirectories("/proc").Where(
        folder => char.IsAsciiDigit(folder["/proc/".Length]) && Text(folder, "stat") is { } text
            && SessionOf(text) == Invariant($"{session}"));

    /// <summary>The sixth field of <c>stat</c>; the second, the name, may hold spaces.</summary>
    private static string SessionOf(string stat) => stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3];

    /// <summary>The number of a line such as <c>VmHWM: 1024 kB</c>, in bytes; null where there is none.</summary>
    private static long? Bytes(string folder, string file, string name)
    {
        string text = Text(folder, file) ?? "";
        int line = text.IndexOf('\n' + name, StringComparison.Ordinal);
        return line < 0
            ? null
            : long.Parse(text[(line + 1 + name.Length)..].TrimStart().Split(' ')[0], CultureInfo.InvariantCulture) * 1024;
    }

    private static string? Text(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // it has ended, or is another user's
        }
    }
}
