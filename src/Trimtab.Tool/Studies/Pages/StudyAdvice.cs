using Trimtab.Spaces;
using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Studies.Pages;

/// <summary>Advice on what to try next, a sentence each. Pure functions.</summary>
internal static class StudyAdvice
{
    private const int FewTrials = 20, LongestPause = 50, LongestReason = 100;
    private const double Edge = 0.05, Unimportant = 0.01;

    /// <summary>The sentences that a study gives reason for.</summary>
    public static IEnumerable<string> Of(StudyView view) =>
    [
        .. OfFailures(view),
        .. view.Best.Count == 0 ? OfNoBest(view) : OfEdges(view),
        .. OfImportance(view),
        .. OfProgress(view),
        .. OfTies(view),
    ];

    private static IEnumerable<string> OfNoBest(StudyView view)
    {
        if (view.Study.Trials.Count == 0)
        {
            yield return "No trial has begun: trimtab run evaluates a program, trimtab ask hands out the first parameters.";
        }
        else if (view.Study.Trials.Completed.Any(trial => !trial.IsFeasible))
        {
            yield return "No complete trial is within its limits: loosen them, or enqueue parameters that are known to be.";
        }
    }

    private static IEnumerable<string> OfFailures(StudyView view)
    {
        var failed = view.Failed;
        if (failed.Count > 0)
        {
            var often = failed.CountBy(trial => trial.Error).MaxBy(item => item.Value);
            string why = often.Key.Length > 0 ? $", most often: {Start(often.Key).TrimEnd('.')}" : "";
            string left = failed.Count == 1 ? "was" : "were";
            yield return Invariant($"{failed.Count} of {view.Study.Trials.Count} trials failed and {left} not tried again{why}. ")
                + $"trimtab retry -n {CommandLineText.Quote(view.Study.Name)} evaluates {(failed.Count == 1 ? "it" : "them")} again.";
        }
    }

    private static IEnumerable<string> OfEdges(StudyView view)
    {
        if (view.HasFront)
        {
            yield break;
        }

        var complete = view.Study.Trials.Completed.Where(trial => trial.IsFeasible).BestFirst(view.Objective).ToList();
        var top = complete.Take(Math.Max(3, complete.Count / 10)).ToList();
        if (complete.Count < 10)
        {
            yield break;
        }

        foreach (var (name, distribution) in top[0].Space)
        {
            double[] places =
            [
                .. top.Select(trial => trial.Parameters.TryGetValue(name, out var value) ? PlaceOf(distribution, value) : double.NaN),
            ];
            int low = places.Count(IsLow), high = places.Count(IsHigh);
            string? end = IsLow(places[0]) && 2 * low > places.Length ? "lower"
                : IsHigh(places[0]) && 2 * high > places.Length ? "upper"
                : null;
            if (end is not null)
            {
                yield return $"{name} is at the {end} end of {DistributionText.Of(distribution)} in "
                    + Invariant($"{Math.Max(low, high)} of the {places.Length} best trials: widen its range there.");
            }
        }
    }

    private static bool IsLow(double place) => place <= Edge;

    private static bool IsHigh(double place) => place >= 1 - Edge;

    private static IEnumerable<string> OfImportance(StudyView view)
    {
        string[] idle = [.. view.Importances.Where(item => item.Importance < Unimportant).Select(item => item.Parameter)];
        if (idle.Length > 0 && idle.Length < view.Importances.Count)
        {
            yield return $"{string.Join(", ", idle)} {(idle.Length == 1 ? "makes" : "make")} no difference that can be seen: fix "
                + $"{(idle.Length == 1 ? "it" : "them")} at the best trial's value and search the rest.";
        }
    }

    private static IEnumerable<string> OfProgress(StudyView view)
    {
        int complete = view.Study.Trials.Completed.Count();
        if (complete > 0 && complete < FewTrials)
        {
            yield return Invariant($"Few trials are complete ({complete}): go on.");
        }
        else if (!view.HasFront && view.Best is [var best])
        {
            int since = view.Study.Trials.Count(trial => trial.State == TrialState.Complete && trial.Number > best.Number);
            if (since >= LongestPause)
            {
                yield return Invariant(
                    $"The last {since} complete trials did not improve on trial {best.Number}: widen the ranges, or stop.");
            }
        }
    }

    private static IEnumerable<string> OfTies(StudyView view)
    {
        if (view.Ties is { Trials.Count: > 1 } ties)
        {
            var trials = ties.Trials.Select(number => view.Study.Trials[number]).ToList();
            var fastest = trials.MinBy(trial => trial.Duration)!;
            yield return Invariant($"{ties.Trials.Count} trials may be the best: more folds tell them apart. The fastest of them is trial ")
                + Invariant($"{fastest.Number} ({fastest.Duration.TotalSeconds:G3} s).");
        }
    }

    /// <summary>Place of a value between the ends of its range, 0 to 1; NaN of a choice or a single value.</summary>
    private static double PlaceOf(Distribution distribution, ParameterValue value)
    {
        (double low, double high, bool isLog) = distribution switch
        {
            FloatDistribution real => (real.Low, real.High, real.Log),
            IntDistribution whole => (whole.Low, whole.High, whole.Log),
            _ => (double.NaN, double.NaN, false),
        };
        bool isFewInts = distribution is IntDistribution && high - low < 10; // an end of few values is often best
        double at = value.IsNumber ? value.As<double>() : double.NaN;
        return isFewInts ? double.NaN : isLog ? Math.Log(at / low) / Math.Log(high / low) : (at - low) / (high - low);
    }

    private static string Start(string text) =>
        text.ReplaceLineEndings(" ") is var line && line.Length > LongestReason ? line[..LongestReason] + "…" : line;
}
