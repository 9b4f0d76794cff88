using System.Globalization;
using Trimtab.ModelSelection;
using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>What a search's statistics take for many candidates: a line each.</summary>
internal static class StatisticsTime
{
    /// <summary>The first is measured twice, because it compiles.</summary>
    public static readonly int[] Candidates = [10, 10, 1_000, 100_000];

    public static string Line(int candidates)
    {
        var simulation = new StatisticsSimulation { Rows = 500, Folds = 5, Candidates = candidates };
        var folds = simulation.MakeFolds();
        var search = simulation.Draw(RandomAddress.FromSeed(0), folds);
        int best = search.Results.BestBy("score");
        double start = CpuTime.Seconds;
        var statistics = SearchStatistics.Of(search.Results, best, "score", folds);
        double seconds = CpuTime.Seconds - start;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{candidates} candidates: {seconds:F2} s of one processor, "
            + $"{statistics.TieSet.Count} kept");
    }
}
