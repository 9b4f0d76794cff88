using System.Text.RegularExpressions;

namespace Trimtab.Conventions.Tests;

/// <summary>What docs/train-nets.md shows runs: its snippets, one after another as one program.</summary>
[Collection(nameof(StoragePageTests))] // it changes the current folder, too
public sealed partial class TrainNetsPageTests : IDisposable
{
    private const string Page = "docs/train-nets.md", Types = "public sealed record Settings";

    private readonly string _before = Environment.CurrentDirectory;
    private readonly string _folder = Directory.CreateTempSubdirectory("page").FullName;

    public TrainNetsPageTests() => Environment.CurrentDirectory = _folder;

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Snippets_Run()
    {
        string[] snippets = [.. Blocks().Matches(File.ReadAllText(Repository.FullPath(Page))).Select(match => match.Groups[1].Value)];
        int types = snippets[0].IndexOf(Types, StringComparison.Ordinal);
        string statements = snippets[0][snippets[0].IndexOf("var digits", StringComparison.Ordinal)..types];

        new DocumentedExample(Page, string.Join('\n', [statements, .. snippets[1..], snippets[0][types..]])).Run("");

        Assert.Equal(
            ["log.candidate-0-fold-1-epochs-20.csv", "log.refit.csv"],
            Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)!).Where(name => OfThePage().IsMatch(name))
                .Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("candidate-0-fold-1|refit")]
    private static partial Regex OfThePage();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
