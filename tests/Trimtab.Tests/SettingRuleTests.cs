using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Trimtab.Tests;

/// <summary>
/// Settings out of range are refused by <c>Setting</c> alone: one wording of each rule, and numbers that read the same in every culture.
/// </summary>
public partial class SettingRuleTests
{
    [Fact]
    public void Sources_OutsideSetting_MakeNoErrorOfRangeThemselves()
    {
        string sources = Path.Combine(Root(), "src");
        var offenders =
            from path in Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            where Path.GetFileName(path) != "Setting.cs"
            from line in File.ReadLines(path)
            where Direct().IsMatch(line)
            select $"{Path.GetRelativePath(sources, path)}: {line.Trim()}";

        Assert.Empty(offenders);
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex(@"new ArgumentOutOfRangeException\b|ArgumentOutOfRangeException\.ThrowIf")]
    private static partial Regex Direct();
}
