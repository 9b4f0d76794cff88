using Trimtab.Data;
using Trimtab.Spaces;
using Trimtab.Statistics;

namespace Trimtab.ModelSelection;

/// <summary>How sure a search is of its best candidate: computed from the scores there are, without more training. Immutable.</summary>
/// <remarks>The method, its sources and a simulation of what it keeps: docs/statistics.md.</remarks>
public sealed record SearchStatistics
{
    /// <summary>1 − confidence, for all candidates together.</summary>
    internal const double Level = 0.05;

    // a sign test: of two fits that take the same time, one is faster on all of five folds in one case of 32
    private const int FoldsToTellTimes = 5;

    /// <summary>The fewest degrees of freedom for a verdict.</summary>
    private const int FewestDegrees = 2;

    /// <summary>Larger scores have no squares to compute with.</summary>
    private const double Largest = 1e100;

    private SearchStatistics()
    {
    }

    /// <summary>The number of the candidate the search chose: <see cref="SearchResult.BestIndex"/>.</summary>
    public required int BestIndex { get; init; }

    /// <summary>Mean score of the best candidate over folds.</summary>
    public required double Score { get; init; }

    /// <summary>The standard error of that mean; NaN where there are too few folds to estimate it, or where nothing varies.</summary>
    public required double StandardError { get; init; }

    /// <summary>
    /// Every candidate of the search in its order, held against the one with the highest score. One that was tried several times is
    /// compared once, and all of them have that comparison.
    /// </summary>
    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    /// <summary>
    /// The candidates among which is the one with the highest expected score, at a nominal confidence of 95 %; ascending. They are those
    /// with the highest scores, each once. Empty where the evidence is too thin.
    /// </summary>
    public required IReadOnlyList<int> TieSet { get; init; }

    /// <summary>
    /// The candidate of the tie set that is fitted fastest; <see langword="null"/> where the evidence leaves out no candidate or too few to
    /// have a tie set, or where none is faster than the best on every one of five folds or more and by a tenth on average. By the clock, so
    /// it may change from run to run.
    /// </summary>
    public required int? Fastest { get; init; }

    /// <summary>
    /// How much less than the best the fastest may score, at a nominal confidence of 95 % for it alone, all training noise being taken for
    /// that of the training rows (docs/statistics.md); NaN without a fastest.
    /// </summary>
    public required double FastestLoss { get; init; }

    /// <summary>
    /// Expected score of the best candidate on new rows, corrected for selection bias; at most <see cref="Score"/>, and equal
    /// to it where no other is near. NaN where the evidence is too thin.
    /// </summary>
    public required double CorrectedScore { get; init; }

    /// <summary>Why the evidence allows no verdict; empty if it does.</summary>
    public required string Warning { get; init; }

    /// <summary>
    /// Whether the scores of single test rows are known of every candidate compared. They are not where the scorer is no
    /// <see cref="RowScorer"/> nor
    /// <c>roc_auc</c> or <c>f1</c>, whose rows' influence has a formula, a fold tests a single row, or a fold's rows take more than 1 MiB
    /// (524,288 rows; 8,388,608 where there are two scores, as of accuracy).
    /// </summary>
    public required bool HasRowScores { get; init; }

    /// <summary>
    /// Confidence that simulations found in the worst situation for the nominal 95 %, as a fraction: 0.9 where <see cref="HasRowScores"/>,
    /// else 0.8 (docs/statistics.md).
    /// </summary>
    public double LeastConfidence => (HasRowScores ? StatisticsSummary.LeastWithRows : StatisticsSummary.LeastWithoutRows) / 100.0;

    /// <summary>Candidates with a finite score on every fold; those with the same parameters count as one.</summary>
    public required int Candidates { get; init; }

    /// <summary>
    /// Further candidates that were ended before they were trained to the end, after scores on the same folds: those that halving or a
    /// pruner dropped, each once. The best was chosen among them, too, and nothing here counts them. Default 0.
    /// </summary>
    public int Dropped { get; internal init; }

    /// <summary>Candidates that the best was chosen among: <see cref="Candidates"/> and <see cref="Dropped"/>.</summary>
    public int Tried => Candidates + Dropped;

    /// <summary>
    /// Whether later candidates were suggested by the scores of earlier ones, as by <see cref="Samplers.AutoSampler"/>. These are near
    /// those whose noise scored high, too: <see cref="CorrectedScore"/> does not allow for that, and leaves more of the optimism
    /// (docs/statistics.md). <see cref="NestedCrossValidate"/> does. Default false.
    /// </summary>
    public bool IsGuided { get; internal init; }

    /// <summary>
    /// The best, the tie set, its fastest where there is one, what to expect of the best, and what that does not count: a line each.
    /// </summary>
    public string Summary(CvResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return StatisticsSummary.Of(this, results);
    }

    /// <summary>Judges a search.</summary>
    /// <param name="results">Its candidates.</param>
    /// <param name="best">The number of the one that was chosen; it has a finite score on every fold.</param>
    /// <param name="scorer">The scorer it was chosen by.</param>
    /// <param name="folds">The rows of the folds, in the scores' order.</param>
    public static SearchStatistics Of(CvResults results, int best, string scorer, IReadOnlyList<Fold> folds)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(folds);
        bool isHuge = results[best].Test[scorer].Folds.Any(IsHuge);
        int[] scored =
        [
            .. Enumerable.Range(0, results.Count)
                .Where(i => results.HasScore(i, scorer) && (isHuge || !results[i].Test[scorer].Folds.Any(IsHuge))),
        ];
        var distinct = Distinct(results, scored, best);
        int[] finished = [.. scored.Where(i => distinct[results[i].Parameters] == i)];
        var table = new ScoreTable(
            new(folds),
            [.. finished.Select(i => results[i].Test[scorer].Folds.ToArray())],
            [.. finished.Select(i => results[i].RowsOf(scorer))]);
        int place = Array.IndexOf(finished, best);
        var tests = folds.Count > 1 && !isHuge ? new PairTests(table) : null;
        var compared = Compare(table, place, tests, out string warning);
        int[] tied =
        [
            .. compared.Where(comparison => comparison.Verdict == Verdict.MayBeBest).Select(comparison => finished[comparison.Candidate])
        ];
        var comparisons = results.Select((_, i) => new Comparison(i, Verdict.NoScore, double.NaN, double.NaN, double.NaN)).ToArray();
        var byCandidate = compared.ToDictionary(comparison => finished[comparison.Candidate]);
        foreach (int i in scored)
        {
            comparisons[i] = byCandidate[distinct[results[i].Parameters]] with { Candidate = i };
        }

        int? fastest = tied.Length < finished.Length && tied.Contains(best) ? FastestOf(tied, best, results) : null;
        return new()
        {
            BestIndex = best,
            Score = table.Means[place],
            StandardError = StandardErrorOf(table, place, tests),
            Comparisons = comparisons,
            TieSet = tied,
            Fastest = fastest,
            FastestLoss = fastest is { } fast ? tests!.LargestLoss(place, Array.IndexOf(finished, fast), Level) : double.NaN,
            CorrectedScore = finished.Length == 1 ? table.Means[place] : warning.Length > 0 ? double.NaN
                : SelectionBias.CorrectedScore(table.Means, [.. Enumerable.Range(0, table.Candidates).Select(tests!.OwnVariance)], place),
            Warning = warning,
            HasRowScores = Enumerable.Range(0, table.Candidates).All(table.HasRows),
            Candidates = finished.Length,
        };
    }

    /// <summary>The same where further candidates were dropped before their end, or candidates were suggested by scores.</summary>
    internal SearchStatistics ChosenAmong(int dropped, bool isGuided)
    {
        bool isAlone = Candidates == 1 && dropped > 0;
        return this with
        {
            Dropped = dropped,
            IsGuided = isGuided,
            CorrectedScore = isAlone ? double.NaN : CorrectedScore,
            Warning = isAlone ? "No other candidate was trained to the end, so there is no score to compare it with." : Warning,
        };
    }

    /// <summary>By parameters, the candidate that is compared: the chosen one, else the first that has them.</summary>
    private static Dictionary<ParameterSet, int> Distinct(CvResults results, int[] scored, int best)
    {
        var distinct = new Dictionary<ParameterSet, int> { [results[best].Parameters] = best };
        foreach (int i in scored)
        {
            distinct.TryAdd(results[i].Parameters, i);
        }

        return distinct;
    }

    private static bool IsHuge(double score) => Math.Abs(score) > Largest;

    private static Comparison[] Compare(ScoreTable table, int chosen, PairTests? tests, out string warning)
    {
        double highest = table.Means.Max();
        int best = table.Means[chosen] == highest ? chosen : Array.IndexOf(table.Means, highest);
        var pairs = tests?.Against(best);
        double[] p = [.. pairs?.Select(pair => pair.P) ?? []];
        warning = WhyNothing(table, tests, pairs);
        bool isKnown = warning.Length == 0;
        var better = NumberBetter(table.Means);
        double[] adjusted = isKnown ? BestSet.AdjustedP(table.Means, p, tests!.IsErratic) : [];
        return
        [
            .. table.Means.Select((mean, i) => new Comparison(
                i,
                !isKnown ? Verdict.Unknown : adjusted[i] > Level ? Verdict.MayBeBest : Verdict.NotBest,
                highest - mean,
                i == best || !isKnown ? double.NaN : pairs![i].StandardError,
                isKnown ? adjusted[i] : double.NaN)
            {
                Test = i == best || !isKnown ? null : pairs![i],
                Level = Level / Math.Max(1, better[mean]),
            }),
        ];
    }

    /// <summary>By score, how many are higher.</summary>
    private static Dictionary<double, int> NumberBetter(double[] means)
    {
        var better = new Dictionary<double, int>();
        foreach (var (number, mean) in means.OrderDescending().Index())
        {
            better.TryAdd(mean, number);
        }

        return better;
    }

    private static string WhyNothing(ScoreTable table, PairTests? tests, PairTest[]? pairs) =>
        table.Candidates == 1 ? "No other candidate has a score to compare it with."
        : table.Scores.Any(folds => folds.Any(IsHuge)) ? Invariant($"Scores beyond ±{Largest:G1} are too large to compare.")
        : tests is null ? "A single fold does not show how much scores vary; take more folds."
        : table.Candidates == 2 && table.Layout.Folds == 2 ? "Two candidates on two folds are too few to tell; take more folds."
        : table.Means.Max() == table.Means.Min() && tests.PooledDegrees == 0 ? "All candidates have the same scores."
        : tests.PooledDegrees < FewestDegrees ? "Too few candidates and folds have comparable scores; take more folds."
        : pairs!.All(pair => pair.StandardError == 0)
            ? "The differences between candidates are the same on every fold, so they do not show how much they vary by chance."
        : "";

    /// <summary>From rows and trainings where rows are known; else from the scores over three folds or more.</summary>
    private static double StandardErrorOf(ScoreTable table, int candidate, PairTests? tests)
    {
        double[] folds = table.Scores[candidate];
        double rounding = 1e-12 * folds.Max(Math.Abs);
        double variance = tests is null ? double.NaN
            : tests.HasRows && tests.PooledDegrees >= FewestDegrees ? tests.Variance(candidate)
            : folds.Length < 3 ? double.NaN
            : table.Layout.Factor(table.Layout.MixedCorrelation) * folds
                .Sum(score => (score - table.Means[candidate]) * (score - table.Means[candidate])) / (folds.Length - 1);
        return variance > rounding * rounding ? Math.Sqrt(variance) : double.NaN;
    }

    private static int? FastestOf(int[] tied, int best, CvResults results)
    {
        var ofBest = results[best].FitSeconds;
        if (ofBest.Folds.Count < FoldsToTellTimes)
        {
            return null;
        }

        bool IsFaster(FoldScores times) =>
            times.Mean <= 0.9 * ofBest.Mean && times.Folds.Zip(ofBest.Folds).All(seconds => seconds.First < seconds.Second);
        return tied
            .Where(i => IsFaster(results[i].FitSeconds))
            .OrderBy(i => results[i].FitSeconds.Mean).Select(i => (int?)i).FirstOrDefault();
    }

    /// <summary>
    /// <see cref="Summary"/> in one paragraph, with candidates by their numbers, from 0: the results have their parameters.
    /// </summary>
    public override string ToString() => StatisticsSummary.Of(this);
}
