using Trimtab.Bench;
using Trimtab.Numerics;
using Trimtab.Statistics;

namespace Trimtab.Tests.Statistics;

/// <summary>The bench's simulation, small: expected scores are known there.</summary>
public class StatisticsSimulationTests
{
    private const int Searches = 150;

    [Theory]
    [InlineData(2, false)]
    [InlineData(5, false)]
    [InlineData(2, true)]
    public void TieSets_OfSimulatedSearches_HoldTheBestAndLeaveOutTheWorse(int folds, bool hidesRows)
    {
        var simulation = new StatisticsSimulation { Rows = 600, Folds = folds, Candidates = 8, HidesRows = hidesRows, LastAbility = 0 };
        int covered = 0, flippersOut = 0;
        double optimism = 0, left = 0;

        Run(simulation, (search, statistics) =>
        {
            covered += statistics.Comparisons[Array.IndexOf(search.Expected, search.Expected.Max())].Verdict == Verdict.MayBeBest ? 1 : 0;
            flippersOut += statistics.Comparisons[^1].Verdict == Verdict.NotBest ? 1 : 0;
            optimism += statistics.Score - search.Expected[statistics.Winner];
            left += statistics.CorrectedScore - search.Expected[statistics.Winner];
        });

        Assert.True(covered >= Searches * (0.95 - (2 * Math.Sqrt(0.95 * 0.05 / Searches))), $"{covered}");
        Assert.True(flippersOut >= (hidesRows ? 0.95 * Searches : Searches), $"{flippersOut}"); // without rows its noise is taken for the others'
        Assert.True(Math.Abs(left) < optimism * 0.75, $"{left} of {optimism}");
    }

    private static void Run(StatisticsSimulation simulation, Action<SimulatedSearch, SearchStatistics> judge)
    {
        var folds = simulation.MakeFolds();
        for (int i = 0; i < Searches; i++)
        {
            var search = simulation.Draw(RandomAddress.FromSeed(11).At(i), folds);
            judge(search, SearchStatistics.Of(search.Results, search.Results.BestBy("score"), "score", folds));
        }
    }
}
