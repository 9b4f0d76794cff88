using System.Text.Json;

namespace Trimtab.Tool.Programs;

/// <summary>
/// How a program has ended, in its trial's folder until the study has its values: a tool that is killed in between reads them from what the
/// program left, and does not run it again.
/// </summary>
internal static class EarlierEnd
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "ended.json";

    /// <summary>Keeps the end.</summary>
    /// <param name="end">The end.</param>
    /// <param name="key">The study, the trial and the program's arguments.</param>
    public static void Write(ProgramEnd end, string key) =>
        File.WriteAllBytes(Path.Combine(end.Folder, FileName), JsonSerializer.SerializeToUtf8Bytes(new Kept(key, end)));

    /// <summary>The end that was kept under the key; null where there is none, or the tool was killed while it was written.</summary>
    public static ProgramEnd? Read(string folder, string key)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(path) && JsonSerializer.Deserialize<Kept>(File.ReadAllBytes(path)) is { } kept && kept.Key == key
                ? kept.End with { Folder = folder }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Kept(string Key, ProgramEnd End);
}
