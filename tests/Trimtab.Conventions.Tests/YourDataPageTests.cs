using System.Text.RegularExpressions;

namespace Trimtab.Conventions.Tests;

/// <summary>What docs/your-data.md shows runs: its snippets, one after another as one program.</summary>
[Collection(nameof(StoragePageTests))] // it changes the current folder, too
public sealed partial class YourDataPageTests : IDisposable
{
    private static readonly string _page = File.ReadAllText(Repository.FullPath("docs/your-data.md"));

    private const string Png =
        "iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAYAAADwdn+XAAAAKklEQVR4AeyQMQ0AAAzCCGrwrwJXzAHPjj1r0rdHaSlNyWkSSz4A3D8YAAAA//+a//NqAAAA"
        + "BklEQVQDALWhIYFSVETEAAAAAElFTkSuQmCC";

    private readonly string _before = Environment.CurrentDirectory;
    private readonly string _folder = Directory.CreateTempSubdirectory("page").FullName;

    public YourDataPageTests() => Environment.CurrentDirectory = _folder;

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Snippets_Run()
    {
        File.WriteAllLines("people.csv", ["age,job,zip,joined,household,income", .. Enumerable.Range(0, 60).Select(Line)]);
        File.WriteAllLines("new-people.csv", ["job,age,zip,joined,household", "cook,31,10115,2024-05-01,1", "pilot,,01234,2023-01-31,2"]);
        foreach (string kind in new[] { "rose", "tulip" })
        {
            Directory.CreateDirectory($"flowers/{kind}");
            File.WriteAllBytes($"flowers/{kind}/1.png", Convert.FromBase64String(Png));
        }

        string[] snippets = [.. Blocks().Matches(_page).Select(match => match.Groups[1].Value)];
        string types = snippets[0][snippets[0].IndexOf("public sealed record Settings", StringComparison.Ordinal)..];
        string statements = snippets[0][snippets[0].IndexOf("var people", StringComparison.Ordinal)..^types.Length];

        new DocumentedExample("docs/your-data.md", string.Join('\n', [statements, .. snippets[1..], types])).Run("");
    }

    private static string Line(int i) => FormattableString.Invariant(
        $"{(i % 7 == 0 ? "" : 20 + (i * 37 % 40))},{(i % 3 == 0 ? "cook" : i % 11 == 0 ? "" : "smith")},{(i % 5) + 10115},")
        + FormattableString.Invariant($"20{10 + (i % 15)}-0{(i % 9) + 1}-11,{i / 2},{(i % 3 == 0 ? "high" : "low")}");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
