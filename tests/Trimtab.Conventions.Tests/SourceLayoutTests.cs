namespace Trimtab.Conventions.Tests;

/// <summary>Source files are short, and so are their lines.</summary>
public class SourceLayoutTests
{
    private const int LongestLine = 140; // as max_line_length in .editorconfig
    private const int LongestFile = 400;

    [Fact]
    public void Files_OfTheRepository_HaveNoLongLines() => AssertNone(Repository.SourceFiles().SelectMany(
        file => LongLines(File.ReadLines(Repository.FullPath(file))).Select(line => $"{file}:{line.Number}: {line.Length} characters")));

    [Fact]
    public void Files_OfTheRepository_AreNotLong() => AssertNone(Repository.SourceFiles()
        .Select(file => (Name: file, Lines: File.ReadLines(Repository.FullPath(file)).Count()))
        .Where(file => file.Lines > LongestFile)
        .Select(file => $"{file.Name}: {file.Lines} lines"));

    /// <summary>The README is read as a whole; the rest is in docs.</summary>
    [Fact]
    public void Readme_HasAtMost120Lines() => Assert.InRange(File.ReadLines(Repository.FullPath("README.md")).Count(), 1, 120);

    [Fact]
    public void Files_OfEveryFolderWithSources_AreFound() =>
        Assert.All(
            ["bench/", "samples/", "src/", "tests/"],
            folder => Assert.Contains(Repository.SourceFiles(), file => file.StartsWith(folder, StringComparison.Ordinal)));

    /// <summary>A failed comparison says what differs; only a rule says what is wrong with the part and what to do.</summary>
    [Fact]
    public void Suites_AssertByRulesOnly() => AssertNone(
        from file in Repository.SourceFiles()
        where file.StartsWith("src/Trimtab.Testing/", StringComparison.Ordinal)
        from line in File.ReadLines(Repository.FullPath(file))
        where line.Contains("Assert.", StringComparison.Ordinal) && !line.Contains("Assert.Fail(", StringComparison.Ordinal)
        select $"{file}: {line.Trim()}");

    /// <summary>Characters are counted, not code units: 😀 is one.</summary>
    [Theory]
    [InlineData("a", 140, 0)]
    [InlineData("a", 141, 2)]
    [InlineData("😀", 140, 0)]
    [InlineData("😀", 141, 2)]
    public void LongLines_AreThoseOver140Characters(string character, int count, int expected)
    {
        string line = string.Concat(Enumerable.Repeat(character, count));

        Assert.Equal(expected == 0 ? [] : [(expected, count)], LongLines(["", line, ""]));
    }

    private static IEnumerable<(int Number, int Length)> LongLines(IEnumerable<string> lines) => lines
        .Select((line, index) => (Number: index + 1, Length: line.EnumerateRunes().Count()))
        .Where(line => line.Length > LongestLine);

    private static void AssertNone(IEnumerable<string> found)
    {
        string[] all = [.. found];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }
}
