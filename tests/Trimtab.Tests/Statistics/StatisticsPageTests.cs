using System.Globalization;
using System.Runtime.CompilerServices;
using Trimtab.ModelSelection;

namespace Trimtab.Tests.Statistics;

/// <summary>What is said of the statistics is what the table of their simulation has.</summary>
public class StatisticsPageTests
{
    private static readonly string _page = File.ReadAllText(InRepository("docs/statistics.md"));

    private static readonly string[][] _rows =
    [
        .. _page.Split('\n').SkipWhile(line => !line.StartsWith("| situation", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];

    [Fact]
    public void Table_HasCoverageAtItsNominalValueExceptWhereItIsSaidToBeWeak()
    {
        string[][] weak = [.. _rows.Where(row => CoverageOf(row) < 0.95)];

        Assert.True(_rows.Length > 60);
        Assert.All(weak, row => Assert.True(IsKnownToBeWeak(row), string.Join(' ', row)));

        static bool IsKnownToBeWeak(string[] row) =>
            (row[0].EndsWith("the best noisier", StringComparison.Ordinal) && (row[2] == "2" || IsWithoutRows(row)))
            || (row[0].EndsWith("noise of rows alone", StringComparison.Ordinal) && IsWithoutRows(row) && row[2] is "5" or "10");
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/statistics.md")]
    public void Claim_OfCoverage_HasTheTablesLowestFigures(string page)
    {
        string text = File.ReadAllText(InRepository(page));

        Assert.Contains(Invariant($"{LowestCoverage(withRows: true)} or more"), text, StringComparison.Ordinal);
        Assert.Contains(
            Invariant($"{LowestCoverage(withRows: false)} or more where the scores of single rows are not known"),
            text,
            StringComparison.Ordinal);
    }

    /// <summary>What a search's summary says of simulations is no more than any of them has.</summary>
    [Theory]
    [InlineData(true, StatisticsSummary.LeastWithRows)]
    [InlineData(false, StatisticsSummary.LeastWithoutRows)]
    public void Summary_OfCoverage_SaysNoMoreThanTheTable(bool withRows, int percent) =>
        Assert.InRange(100 * LowestCoverage(withRows), percent, percent + 5);

    [Fact]
    public void Table_HasLossesThatHold()
    {
        string[][] named = [.. _rows.Where(row => row[11] != "–")];

        Assert.True(named.Length > 30);
        Assert.All(named, row => Assert.True(double.Parse(row[11], CultureInfo.InvariantCulture) >= 0.95, string.Join(' ', row)));
    }

    /// <summary>Nothing is claimed at 95 % where the simulation has less: the level is called nominal wherever it is named.</summary>
    [Theory]
    [InlineData("README.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("docs/statistics.md")]
    [InlineData("src/Trimtab/ModelSelection/StatisticsSummary.cs")]
    [InlineData("src/Trimtab/ModelSelection/SearchStatistics.cs")]
    [InlineData("src/Trimtab/Statistics/Comparison.cs")]
    [InlineData("samples/MnistNotebook/Pictures.cs")]
    public void Confidence_WhereverItIsNamed_IsCalledNominal(string page)
    {
        string text = File.ReadAllText(InRepository(page));

        Assert.DoesNotContain("at 95 % confidence", text, StringComparison.Ordinal);
        Assert.Contains("nominal", text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>To two digits, rounded down.</summary>
    private static double LowestCoverage(bool withRows) =>
        Math.Floor((100 * _rows.Where(row => IsWithoutRows(row) != withRows).Min(CoverageOf)) + 1e-9) / 100;

    private static bool IsWithoutRows(string[] row) => row[0].Contains("rows unknown", StringComparison.Ordinal);

    private static double CoverageOf(string[] row) => double.Parse(row[4], CultureInfo.InvariantCulture);

    private static string InRepository(string path, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../..", path);
}
