using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

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
    [InlineData("storage", "KeepStudy")]
    [InlineData("storage", "ShareStudy")]
    [InlineData("notebook", "Notebook")]
    public void Page_ShowsTheSample_AsItRuns(string name, string sample)
    {
        string page = File.ReadAllText(InRepository($"docs/{name}.md")), program = File.ReadAllText(InRepository($"samples/{sample}.cs"));

        Assert.Contains($"```csharp\n{program}```\n", page, StringComparison.Ordinal);
    }

    public static TheoryData<string> Pages =>
    [
        "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md",
        .. Directory.GetFiles(InRepository("docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(InRepository(""), file)).Order(StringComparer.Ordinal),
    ];

    /// <summary>What the guide shows of a layer is what the sample compiles.</summary>
    [Fact]
    public void AddingALayer_ShowsTheSample_AsItRuns()
    {
        string guide = File.ReadAllText(InRepository("docs/adding/layer.md")), sample = File
            .ReadAllText(InRepository("samples/OwnParts/Gain.cs"));
        var shown = System.Text.RegularExpressions.Regex
            .Match(guide, "```csharp\n(.*?)```", System.Text.RegularExpressions.RegexOptions.Singleline).Groups[1].Value.Split(
                '\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.NotEmpty(shown);
        Assert.Contains(string.Join('\n', shown.Select(line => new string(' ', 8) + line)), sample, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sampler", "samples/OwnParts/KroneckerSampler.cs")]
    [InlineData("pruner", "samples/OwnParts/PlateauPruner.cs")]
    [InlineData("scorer", "samples/OwnParts/GeometricMeanScorer.cs")]
    [InlineData("transformer", "samples/OwnParts/LogTransformer.cs")]
    [InlineData("optimizer", "samples/OwnParts/Lion.cs")]
    [InlineData("loss", "samples/OwnParts/Pinball.cs")]
    [InlineData("metric", "samples/OwnParts/RootMeanSquaredError.cs")]
    [InlineData("callback", "samples/OwnParts/StopAt.cs", "public sealed class")]
    [InlineData("plot", "samples/OwnParts/RegretPlot.cs")]
    [InlineData("storage", "samples/OwnParts/ProcessStorage.cs")]
    [InlineData("result-format", "src/Trimtab.Tool/Results/ValueFormat.cs")]
    [InlineData("metric-source", "src/Trimtab.Tool/Programs/Metrics/TimeSource.cs")]
    public void AddingAPart_ShowsTheSample_AsItRuns(string page, string file, string from = "[Named(")
    {
        string sample = File.ReadAllText(InRepository(file));
        string code = sample[sample.IndexOf(from, StringComparison.Ordinal)..];

        Assert.Contains($"```csharp\n{code}```\n", File.ReadAllText(InRepository($"docs/adding/{page}.md")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_ToFiles_LeadSomewhere(string page)
    {
        string text = File.ReadAllText(InRepository(page));
        foreach (string link in Regex.Matches(text, @"\]\((?!https?:)([^)#]+)\)").Select(match => match.Groups[1].Value))
        {
            Assert.True(
                Path.Exists(InRepository(Path.Combine(Path.GetDirectoryName(page)!, link))),
                $"{page} links to {link}, which is not there.");
        }
    }

    private static string InRepository(string path, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", path);
}
