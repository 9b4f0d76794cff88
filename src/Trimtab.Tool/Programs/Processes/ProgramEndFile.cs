using System.Globalization;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>
/// The file in a trial's folder that says how its program has ended, until the study has its values: a tool that is killed in between reads
/// them from what the program left, and does not run it again.
/// </summary>
internal static class ProgramEndFile
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "ended.txt";

    /// <summary>Keeps the end of a program that ended by itself. What can't be written is not kept.</summary>
    /// <param name="end">The end, with an exit code.</param>
    /// <param name="key">The study, the trial and the program's arguments.</param>
    public static void Write(ProgramEnd end, string key)
    {
        try
        {
            var numbers = ProgramEndNumbers.Of(end).Select(number => Invariant($"{number}"));
            OwnFile.Write(Path.Combine(end.Folder, FileName), $"{string.Join(' ', numbers)}\n{key}\n");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // as where the program has deleted its folder: it is run again then
        }
    }

    /// <summary>The end that was kept under the key; null where there is none, or it was not written to its end.</summary>
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
        return ProgramEndNumbers.Read(numbers, folder);
    }
}
