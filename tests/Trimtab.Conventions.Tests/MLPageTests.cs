using System.Text.RegularExpressions;
using Trimtab.ML;

namespace Trimtab.Conventions.Tests;

/// <summary>What docs/ml-net.md shows runs: its snippets, one after another as one program.</summary>
[Collection(nameof(StoragePageTests))] // it changes the current folder, too
public sealed partial class MLPageTests : IDisposable
{
    private static readonly string _page = File.ReadAllText(Repository.FullPath("docs/ml-net.md"));

    private readonly string _before = Environment.CurrentDirectory;
    private readonly string _folder = Directory.CreateTempSubdirectory("page").FullName;

    public MLPageTests() => Environment.CurrentDirectory = _folder;

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Snippets_Run()
    {
        File.WriteAllLines("people.csv", ["age,job,income", .. Enumerable.Range(0, 90).Select(Line)]);
        string[] snippets = [.. Blocks().Matches(_page).Select(match => match.Groups[1].Value)];
        string statements = string.Join('\n', snippets.Select(snippet => Types().Replace(snippet, "")));
        string types = string.Join('\n', snippets.Select(snippet => Types().Match(snippet).Value)); // after all statements
        new DocumentedExample("docs/ml-net.md", statements + types).Run("");
    }

    /// <summary>Every trainer has a row that says what it learns.</summary>
    [Fact]
    public void Trainers_HaveARowEach()
    {
        foreach (string name in MLTrainer.Catalog.Names)
        {
            var trainer = MLTrainer.Catalog.Create(name);
            string start = $"| `{trainer.GetType().Name}` | `{name}` |";
            string[] cells = Assert.Single(_page.Split('\n'), line => line.StartsWith(start, StringComparison.Ordinal)).Split('|');

            Assert.Equal(
                [
                    trainer.Supports(MLTask.BinaryClassification),
                    trainer.Supports(MLTask.MulticlassClassification),
                    trainer.Supports(MLTask.Regression),
                    trainer.UsesWeights,
                    trainer.NeedsScaledFeatures,
                ],
                cells[3..8].Select(cell => cell.Trim().Length > 0));
        }
    }

    private static string Line(int i) => FormattableString.Invariant(
        $"{(i % 7 == 0 ? "" : 20 + (i * 37 % 40))},{(i % 3 == 0 ? "cook" : "smith")},{(i % 3 == 0 ? "high" : "low")}");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    /// <summary>The types at the end of a snippet.</summary>
    [GeneratedRegex("^public sealed .*", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Types();
}
