using System.Text.Json;
using Trimtab.Statistics;

namespace Trimtab.Tests.Statistics;

public class StatisticsOracleTests
{
    private static readonly JsonElement _oracle = Oracles.Load("statistics.json");

    public static TheoryData<int> Distributions => [.. Enumerable.Range(0, _oracle.GetProperty("student_t").GetArrayLength())];

    public static TheoryData<int> Tests => [.. Enumerable.Range(0, _oracle.GetProperty("corrected_t_test").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Distributions))]
    public void StudentT_AtTheOraclesPoints_MatchesItsTails(int index)
    {
        var oracle = _oracle.GetProperty("student_t")[index];
        double df = oracle.GetProperty("df").GetDouble();

        foreach (var (t, expected) in oracle.GetProperty("x").Numbers().Zip(oracle.GetProperty("sf_mpmath").Numbers()))
        {
            Assert.Equal(1, expected < 1e-300 ? 1 : StudentT.Above(t, df) / expected, 1e-11);
        }

        foreach (var (t, expected) in oracle.GetProperty("x").Numbers().Zip(oracle.GetProperty("cdf").Numbers()))
        {
            Assert.Equal(expected, StudentT.Below(t, df), 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Distributions))]
    public void StudentT_OfTheOraclesProbabilities_MatchesItsQuantiles(int index)
    {
        var oracle = _oracle.GetProperty("student_t")[index];
        double df = oracle.GetProperty("df").GetDouble();

        foreach (var (q, expected) in oracle.GetProperty("q").Numbers().Zip(oracle.GetProperty("ppf").Numbers()))
        {
            // SciPy's own quantiles are good to some 3e-9: its t at 0.95 and 4 degrees, put into the closed form, gives 0.95 − 2.8e-10.
            double t = StudentT.Quantile(q, df);
            Assert.Equal(expected, t, (5e-9 * Math.Abs(expected)) + 1e-9);
            Assert.Equal(q, StudentT.Below(t, df), 1e-13);
        }
    }

    [Theory]
    [MemberData(nameof(Tests))]
    public void CorrectedTTest_OfTheOraclesDifferences_MatchesIt(int index)
    {
        var oracle = _oracle.GetProperty("corrected_t_test")[index];

        var test = new CorrectedTTest(
            oracle.GetProperty("differences").Numbers(),
            oracle.GetProperty("n_train").GetDouble(),
            oracle.GetProperty("n_test").GetDouble());

        Assert.Equal(oracle.GetProperty("df").GetInt32(), test.DegreesOfFreedom);
        Assert.Equal(oracle.GetProperty("t").Number(), test.T, 1e-12);
        Assert.Equal(oracle.GetProperty("p_two_sided").Number(), test.PTwoSided, 1e-12);
        if (oracle.TryGetProperty("p_greater", out var greater))
        {
            Assert.Equal(greater.Number(), test.PGreater, 1e-12);
        }
    }

    [Fact]
    public void RankCorrelations_OfTheOraclesLists_AreSciPys()
    {
        foreach (var oracle in _oracle.GetProperty("rank_correlation").EnumerateArray())
        {
            double[] x = oracle.GetProperty("x").Numbers(), y = oracle.GetProperty("y").Numbers();

            Assert.Equal(Statistic(oracle.GetProperty("kendall_tau_b")), RankCorrelation.Kendall(x, y), 1e-14);
            Assert.Equal(Statistic(oracle.GetProperty("spearman")), RankCorrelation.Spearman(x, y), 1e-14);
        }

        static double Statistic(JsonElement result) =>
            result.ValueKind != JsonValueKind.Object ? result.Number()
            : result.TryGetProperty("statistic", out var statistic) ? Statistic(statistic)
            : result.TryGetProperty("value", out var value) ? Statistic(value)
            : result.Number();
    }
}
