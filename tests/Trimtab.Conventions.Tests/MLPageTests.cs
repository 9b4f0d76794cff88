using System.Text.RegularExpressions;

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
        string program = string.Join('\n', Blocks().Matches(_page).Select(match => match.Groups[1].Value));
        new DocumentedExample("docs/ml-net.md", program).Run("");
    }

    private static string Line(int i) => FormattableString.Invariant(
        $"{(i % 7 == 0 ? "" : 20 + (i * 37 % 40))},{(i % 3 == 0 ? "cook" : "smith")},{(i % 3 == 0 ? "high" : "low")}");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
