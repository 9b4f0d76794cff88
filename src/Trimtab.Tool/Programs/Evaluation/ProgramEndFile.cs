using System.Globalization;
using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs.Evaluation;

/// <summary>
/// The file in a trial's folder that says how its program has ended, until the study has its values: a tool that is killed in between reads
/// them from what the program left, and does not run it again.
/// </summary>
internal static class ProgramEndFile
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "ended.txt";

    /// <summary>Keeps an end with exit code 0; after others the program is run again. What can't be written is not kept.</summary>
    /// <param name="end">The end.</param>
    /// <param name="key">The study, the trial and the program's arguments.</param>
    public static void Write(ProgramEnd end, string key)
    {
        if (end is not { ExitCode: 0, Cause: StopCause.None })
        {
            return;
        }

        try
        {
            OwnFile.Write(
                Path.Combine(end.Folder, FileName),
                Invariant($"{end.Started.UtcTicks} {end.Elapsed.Ticks} {end.ProcessorTime.Ticks} {end.PeakMemory}\n{key}\n"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // as where the program has deleted its folder: it is run again then
        }
    }

    /// <summary>The end that was kept under the key; null where there is none, or the tool was killed while it was written.</summary>
    /// <param name="folder">The trial's folder.</param>
    /// <param name="key">The study, the trial and the program's arguments.</param>
    public static ProgramEnd? Read(string folder, string key)
    {
        string path = Path.Combine(folder, FileName);
        string text = File.Exists(path) ? File.ReadAllText(path) : "";
        int line = text.IndexOf('\n', StringComparison.Ordinal);
        if (line < 0 || text[(line + 1)..] != key + '\n')
        {
            return null;
        }

        long[] numbers = [.. text[..line].Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
        return new()
        {
            ExitCode = 0,
            Started = new(numbers[0], TimeSpan.Zero),
            Elapsed = new(numbers[1]),
            ProcessorTime = new(numbers[2]),
            PeakMemory = numbers[3],
            Folder = folder,
        };
    }
}
