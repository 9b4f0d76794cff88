using System.Text.RegularExpressions;

namespace Trimtab.Conventions.Tests;

/// <summary>What docs/nets.md shows runs: each snippet is a program.</summary>
[Collection(nameof(StoragePageTests))] // it changes the current folder, too
public sealed partial class NetsPageTests : IDisposable
{
    private static readonly string _page = File.ReadAllText(Repository.FullPath("docs/nets.md"));

    private readonly string _before = Environment.CurrentDirectory;
    private readonly string _folder = Directory.CreateTempSubdirectory("page").FullName;

    public NetsPageTests() => Environment.CurrentDirectory = _folder;

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_folder, recursive: true);
    }

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
