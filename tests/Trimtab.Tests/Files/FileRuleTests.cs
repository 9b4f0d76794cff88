using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Trimtab.Tests.Files;

/// <summary>Only <c>Files/</c> opens, writes and renames files; everything else goes through it.</summary>
public partial class FileRuleTests
{
    [Fact]
    public void Sources_OutsideFiles_OpenNoFileThemselves()
    {
        string root = Root();
        var offenders =
            from folder in (string[])["src", "samples"]
            from path in Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
            where !path.Contains(Path.Combine("Trimtab", "Files"), StringComparison.Ordinal)
            from match in Direct().Matches(File.ReadAllText(path))
            select $"{Path.GetRelativePath(root, path)}: {match.Value}";

        Assert.Empty(offenders);
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex(
        @"\bFile\.(Write|Append|Create|Open|Read|Move|Copy|Replace|Delete)\w*"
        + @"|\bnew (FileStream|StreamWriter\(\s*[^)]*(path|name))|\bFileMode\.")]
    private static partial Regex Direct();
}
