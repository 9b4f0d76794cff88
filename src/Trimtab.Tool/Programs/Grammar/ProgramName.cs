namespace Trimtab.Tool.Programs.Grammar;

/// <summary>The name of a study that was given none: that of its program, or of the script the program runs.</summary>
internal static class ProgramName
{
    /// <summary>The name of a study, as <c>train</c> of <c>python3 train.py --lr {lr}</c>.</summary>
    public static string Of(IReadOnlyList<string> words, bool isShell, string folder)
    {
        string[] all = isShell ? words[0].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [.. words];
        string[] names = [.. all.Where(word => !word.StartsWith('-') && !word.Contains('{', StringComparison.Ordinal))];
        string? word = names.Skip(1).FirstOrDefault(name => File.Exists(Path.Combine(folder, name))) ?? names.FirstOrDefault();
        string? name = Path.GetFileNameWithoutExtension(word);
        return string.IsNullOrWhiteSpace(name) ? "study" : name;
    }
}
