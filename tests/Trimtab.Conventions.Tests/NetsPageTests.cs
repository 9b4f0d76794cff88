using System.Text.RegularExpressions;

namespace Trimtab.Conventions.Tests;

/// <summary>What docs/nets.md shows runs: each snippet is a program.</summary>
public sealed partial class NetsPageTests
{
    private static readonly string _page = File.ReadAllText(Repository.FullPath("docs/nets.md"));

    public static TheoryData<string> Snippets => [.. Blocks().Matches(_page).Select(match => match.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Snippet_Runs(string snippet) =>
        new DocumentedExample("docs/nets.md", Usings().Replace(snippet, "")).Run("");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("^using .*;\n", RegexOptions.Multiline)]
    private static partial Regex Usings();
}
