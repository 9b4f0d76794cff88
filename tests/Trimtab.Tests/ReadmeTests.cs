using System.Runtime.CompilerServices;

namespace Trimtab.Tests;

public class ReadmeTests
{
    [Fact]
    public void Readme_ShowsTheQuickStart_AsItRuns()
    {
        string readme = File.ReadAllText(InRepository("README.md")), program = File.ReadAllText(InRepository("samples/QuickStart.cs"));

        Assert.Contains($"```csharp\n{program}```\n", readme, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("CONTRIBUTING.md")]
    public void Links_ToFiles_LeadSomewhere(string page)
    {
        foreach (var link in System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(InRepository(page)), @"\]\((?!https?:)([^)#]+)\)").Select(match => match.Groups[1].Value))
        {
            Assert.True(Path.Exists(InRepository(link)), $"{page} links to {link}, which is not there.");
        }
    }

    private static string InRepository(string path, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", path);
}
