using System.Globalization;
using System.Runtime.CompilerServices;

namespace Trimtab.Tests.Statistics;

/// <summary>What is said of the statistics is what the table of their simulation has.</summary>
public class StatisticsPageTests
{
    private static readonly string _page = File.ReadAllText(InRepository("docs/statistics.md"));

    private static readonly string[][] _rows =
    [
        .. _page.Split('\n').SkipWhile(line => !line.StartsWith("| situation", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];

    [Fact]
    public void Table_HasCoverageAtItsNominalValueExceptWhereItIsSaidToBeWeak()
    {
        string[][] weak = [.. _rows.Where(row => CoverageOf(row) < 0.95)];

        Assert.True(_rows.Length > 60);
        Assert.All(weak, row => Assert.True(
            row[0].EndsWith("the best noisier", StringComparison.Ordinal)
            || (row[0].EndsWith("noise of rows alone", StringComparison.Ordinal) && row[2] is "5" or "10"), string.Join(' ', row)));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/statistics.md")]
    public void Claim_OfCoverage_HasTheTablesLowestFigures(string page)
    {
        double[] weak = [.. _rows.Select(CoverageOf).Where(coverage => coverage < 0.95)];

        Assert.Contains(Invariant($"{weak.Min():F2} to {weak.Max():F2}"), File.ReadAllText(InRepository(page)), StringComparison.Ordinal);
    }

    /// <summary>Nothing is claimed at 95 % where the simulation has less: the level is called nominal wherever it is named.</summary>
    [Theory]
    [InlineData("README.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("docs/statistics.md")]
    [InlineData("src/Trimtab/Statistics/StatisticsSummary.cs")]
    [InlineData("src/Trimtab/Statistics/SearchStatistics.cs")]
    [InlineData("src/Trimtab/Statistics/Comparison.cs")]
    [InlineData("samples/MnistNotebook/Pictures.cs")]
    public void Confidence_WhereverItIsNamed_IsCalledNominal(string page)
    {
        string text = File.ReadAllText(InRepository(page));

        Assert.DoesNotContain("at 95 % confidence", text, StringComparison.Ordinal);
        Assert.Contains("nominal", text, StringComparison.OrdinalIgnoreCase);
    }

    private static double CoverageOf(string[] row) => double.Parse(row[4], CultureInfo.InvariantCulture);

    private static string InRepository(string path, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../..", path);
}
