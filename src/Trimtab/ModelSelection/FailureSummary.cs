using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>Describes the candidates of a search that failed or have no score: how many, which, and why.</summary>
internal static class FailureSummary
{
    private const int Listed = 3; // of each kind; the rest is counted

    /// <summary>A line for each kind of failure; empty where there is none.</summary>
    /// <param name="results">The candidates with results.</param>
    /// <param name="trials">Their trials, and those that have no results because they failed.</param>
    /// <param name="failures">
    /// Of those without results, what failed on which fold, by trial; none where a trial failed outside of folds.
    /// </param>
    public static IEnumerable<string> Lines(
        CvResults results, History trials, IReadOnlyDictionary<int, IReadOnlyList<FoldFailure>> failures)
    {
        var tried = results.Select(candidate => candidate.Parameters).ToHashSet();
        var failedTrials = trials.Where(trial => trial.State == TrialState.Failed && !tried.Contains(trial.Parameters)).ToList();
        int count = results.Count + failedTrials.Count;
        return
        [
            .. Lines(
                Invariant($"of {count} candidates failed"),
                [.. results.SelectMany(FailedFits), .. failedTrials.SelectMany(trial => FailedTrial(trial, failures))]),
            .. Lines(Invariant($"of {count} candidates were not scored by every scorer"), [.. results.SelectMany(FailedScorers)]),
            .. Lines(Invariant($"of {count} candidates have a score that is not finite"), [.. results.SelectMany(NotFinite)]),
        ];
    }

    private static IEnumerable<string> Lines(string kind, IReadOnlyList<Cause> causes)
    {
        if (causes.Count == 0)
        {
            yield break;
        }

        var reasons = causes.GroupBy(cause => cause.Why).OrderByDescending(same => same.Count()).ToList();
        int candidates = causes.Select(cause => cause.Candidate).Distinct().Count();
        yield return Invariant($"{candidates} {kind}: {List(reasons.Select(Words), "; ", "reasons")}.");
    }

    private static string Words(IGrouping<string, Cause> same)
    {
        var candidates = same
            .GroupBy(cause => cause.Candidate, cause => cause.Fold)
            .Select(folds => Words(folds.Key, [.. folds.Where(fold => fold >= 0)]));
        return $"{same.Key.TrimEnd('.')} ({List(candidates, "; ", "candidates")})";
    }

    private static string Words(ParameterSet candidate, int[] folds)
    {
        if (folds.Length == 0)
        {
            return candidate.ToDisplayString();
        }

        string listed = List(folds.Distinct().Select(fold => Invariant($"{fold}")), ", ", "folds", 10);
        return $"{candidate.ToDisplayString()}, fold{(folds.Length == 1 ? "" : "s")} {listed}";
    }

    private static string List(IEnumerable<string> items, string separator, string what, int most = Listed)
    {
        var all = items.ToList();
        return string.Join(separator, all.Take(most)) + (all.Count > most
            ? Invariant($"{separator}and {all.Count - most} more {what}")
            : "");
    }

    private static IEnumerable<Cause> FailedTrial(
        Trial trial, IReadOnlyDictionary<int, IReadOnlyList<FoldFailure>> failures) => failures.TryGetValue(trial.Number, out var folds)
        ? folds.Select(failure => Cause.Of(failure, trial.Parameters))
        : [new(trial.Failure?.Sentence ?? "", trial.Parameters, -1)];

    private static IEnumerable<Cause> FailedFits(CandidateResult candidate) =>
        candidate.Failures.Where(failure => failure.Scorer is null).Select(failure => Cause.Of(failure, candidate.Parameters));

    private static IEnumerable<Cause> FailedScorers(CandidateResult candidate) =>
        candidate.Failures.Where(failure => failure.Scorer is not null).Select(failure => Cause.Of(failure, candidate.Parameters));

    /// <summary>Scores a scorer returned, not those that stand for an exception.</summary>
    private static IEnumerable<Cause> NotFinite(CandidateResult candidate) =>
        from scorer in candidate.Test
        from fold in scorer.Value.Folds.Index()
        where !double.IsFinite(fold.Item) && !candidate.Failures.Any(
            failure => failure.Fold == fold.Index && !failure.IsOnTrainingRows && (failure.Scorer ?? scorer.Key) == scorer.Key)
        select new Cause(
            $"{scorer.Key} is {fold.Item.ToString(System.Globalization.CultureInfo.InvariantCulture)}", candidate.Parameters, fold.Index);

    private sealed record Cause(string Why, ParameterSet Candidate, int Fold)
    {
        public static Cause Of(FoldFailure failure, ParameterSet candidate)
        {
            string scorer = failure.Scorer is null ? "" : $"{failure.Scorer}{(failure.IsOnTrainingRows ? " on training rows" : "")}: ";
            return new(scorer + failure.Cause.Sentence, candidate, failure.Fold);
        }
    }
}
