using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>A file that a program writes a metric to, before and after one run of it: a trial has no other's.</summary>
/// <remarks>
/// What is in the trial's folder is of the trial, and is removed before. A file elsewhere, as where programs run, is copied to there if
/// this run wrote it, which shows in its time or length, and if no other program may have done so.
/// </remarks>
internal sealed class MetricFile
{
    private static readonly TimeSpan _coarse = TimeSpan.FromSeconds(1); // file times are some milliseconds coarse, on some systems more

    private readonly string _own;
    private readonly FileInfo _shared;
    private readonly (DateTime Written, long Length)? _before;

    /// <summary>Removes the trial's own file and notes the other one, before the program starts.</summary>
    /// <param name="path">As the study names it.</param>
    /// <param name="folder">The trial's folder.</param>
    /// <param name="workingFolder">Where the program starts.</param>
    /// <param name="now">The time.</param>
    public MetricFile(string path, string folder, string workingFolder, DateTimeOffset now)
    {
        (_own, _shared) = (In(folder, path), new(Path.Combine(workingFolder, path)));
        if (Path.Exists(_own))
        {
            File.Delete(_own);
        }

        Age(now.UtcDateTime);
        _before = Stamp();
    }

    /// <summary>The file's path in a trial's folder.</summary>
    /// <param name="folder">The trial's folder.</param>
    /// <param name="path">As the study names it; of another folder its last part counts.</param>
    public static string In(string folder, string path)
    {
        string own = Path.GetFullPath(path, folder);
        return own.StartsWith($"{folder.TrimEnd('/')}/", StringComparison.Ordinal) ? own : Path.Combine(folder, Path.GetFileName(path));
    }

    /// <summary>Copies what this run wrote elsewhere into the trial's folder, if that has none. No other program ran meanwhile.</summary>
    /// <exception cref="ProgramException">It is no regular file, or is too large.</exception>
    public void Keep()
    {
        if (!Path.Exists(_own) && Stamp() is { } stamp && stamp != _before)
        {
            Copy(_shared, _own);
        }
    }

    /// <summary>
    /// The same for a run that ended before this tool began: its file elsewhere, if that was last written while it ran. No other program
    /// has run since.
    /// </summary>
    /// <returns>Whether the trial's folder has the file now.</returns>
    public static bool Keep(string path, ProgramEnd end, string workingFolder)
    {
        string own = In(end.Folder, path);
        var shared = new FileInfo(Path.Combine(workingFolder, path));
        if (!Path.Exists(own) && shared.Exists && shared.LastWriteTimeUtc > (end.Started - _coarse).UtcDateTime
            && shared.LastWriteTimeUtc < (end.Started + end.Elapsed + _coarse).UtcDateTime)
        {
            Copy(shared, own);
        }

        return Path.Exists(own);
    }

    private static void Copy(FileInfo shared, string own)
    {
        byte[] bytes = RegularFile.ReadBytes(shared.FullName);
        Directory.CreateDirectory(Path.GetDirectoryName(own)!);
        using var copy = OwnFile.Create(own);
        copy.Write(bytes);
    }

    /// <summary>
    /// Makes a file that was just written look older: if this run writes it anew, at the same moment as file times go, that shows.
    /// </summary>
    private void Age(DateTime now)
    {
        if (Stamp() is not { } stamp || now - stamp.Written > _coarse)
        {
            return;
        }

        try
        {
            File.SetLastWriteTimeUtc(_shared.FullName, stamp.Written - (2 * _coarse));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // another user's file, which this run will hardly write
        }
    }

    private (DateTime Written, long Length)? Stamp()
    {
        _shared.Refresh();
        return _shared.Exists ? (_shared.LastWriteTimeUtc, _shared.Length) : null;
    }
}
