using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Trimtab.Tests.Files;

/// <summary>
/// Only <c>Files/</c> opens, writes and renames files; everything else goes through it, but for the tool's files of other programs, which
/// those write and read while they run, the file that says how one has ended, and the probe of a folder.
/// </summary>
public partial class FileRuleTests
{
    private static readonly string[] _others =
    [
        Path.Combine("Trimtab", "Files"),
        Path.Combine("Trimtab.Tool", "Doctor"),
        Path.Combine("Trimtab.Tool", "Programs", "Evaluation", "ProgramEndFile.cs"),
        Path.Combine("Trimtab.Tool", "Programs", "Grammar", "ParameterFile.cs"),
        Path.Combine("Trimtab.Tool", "Programs", "Metrics", "MetricFile.cs"),
        Path.Combine("Trimtab.Tool", "Programs", "Metrics", "FileSource.cs"),
        Path.Combine("Trimtab.Tool", "Programs", "Processes"),
        Path.Combine("Trimtab.Tool", "Programs", "Settings", "StudyFileText.cs"), // a pipe may be a study's file
        Path.Combine("Trimtab.Tool", "Programs", "Settings", "StudyFolder.cs"),
    ];

    [Fact]
    public void Sources_OutsideFiles_OpenNoFileThemselves()
    {
        string root = Root();
        var offenders =
            from folder in (string[])["src", "samples"]
            from path in Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
            where !_others.Any(other => path.Contains(other, StringComparison.Ordinal))
            from line in File.ReadLines(path).Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal))
            from match in Direct().Matches(line)
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
