using Trimtab.Caching;
using Trimtab.ModelSelection.Running;
using Trimtab.Numerics;
using Trimtab.Spaces;
using Trimtab.Statistics;

namespace Trimtab.ModelSelection;

/// <summary>Cross-validated scores of one candidate. Immutable.</summary>
public sealed record CandidateResult
{
    private static readonly Trial _unfinished = new() { Number = 0, Parameters = ParameterSet.Empty, State = TrialState.Running };

    /// <summary>Parameters of the candidate.</summary>
    public required ParameterSet Parameters { get; init; }

    /// <summary>Scores on the test rows, by scorer.</summary>
    public required IReadOnlyDictionary<string, FoldScores> Test { get; init; }

    /// <summary>Scores on the training rows, by scorer; empty unless asked for.</summary>
    public IReadOnlyDictionary<string, FoldScores> Train { get; init; } = new Dictionary<string, FoldScores>();

    /// <summary>Rank among all candidates by scorer: 1 is best, equal scores share the smaller rank, NaN comes last.</summary>
    public IReadOnlyDictionary<string, int> Rank { get; init; } = new Dictionary<string, int>();

    /// <summary>Seconds of fitting, per fold.</summary>
    public required FoldScores FitSeconds { get; init; }

    /// <summary>Seconds of scoring, per fold.</summary>
    public required FoldScores ScoreSeconds { get; init; }

    /// <summary>Folds whose scores were found in the ledger; their seconds are those of when they were trained.</summary>
    public int ReusedFolds { get; init; }

    /// <summary>
    /// Trial of the candidate, one of <see cref="SearchResult.Trials"/>: learning curves are in <see cref="Trial.Reports"/>, by fold and
    /// epoch, with the scores where it was scored (see <see cref="CandidateSearch.ScoreEveryEpoch"/>).
    /// </summary>
    public Trial Trial { get; internal init; } = _unfinished;

    /// <summary>Every exception of its fits and scorers, by fold, then in the scorers' order; empty where there was none.</summary>
    public IReadOnlyList<FoldFailure> Failures { get; init; } = [];

    /// <summary>Scores of each fold's test rows by scorer, where the score is their mean and they were kept.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<RowScores>> Rows { get; init; } = new Dictionary<string, IReadOnlyList<RowScores>>();

    /// <summary>By fold, what was learned and predicted of the test rows; empty unless it was to be kept.</summary>
    internal IReadOnlyList<ScoringContext> Contexts { get; init; } = [];

    /// <summary>Brings the outcomes of all folds together.</summary>
    internal static CandidateResult Of(ParameterSet parameters, IReadOnlyList<FoldOutcome> folds, CompiledSearch search)
    {
        var scorers = search.Scorers;
        return new()
        {
            Parameters = parameters,
            Test = ByScorer(cell => cell.Test),
            Train = search.Search.ReturnTrainScore ? ByScorer(cell => cell.Train) : new Dictionary<string, FoldScores>(),
            FitSeconds = new([.. folds.Select(outcome => new TimeSpan(outcome.Cell.FitTicks).TotalSeconds)]),
            ScoreSeconds = new([.. folds.Select(outcome => new TimeSpan(outcome.Cell.ScoreTicks).TotalSeconds)]),
            ReusedFolds = folds.Count(outcome => outcome.IsReused),
            Rows = scorers.Index().Where(scorer => folds.All(outcome => outcome.Cell.Rows?[scorer.Index] is not null))
                .ToDictionary(
                    scorer => scorer.Item,
                    IReadOnlyList<RowScores> (scorer) => [.. folds.Select(outcome => outcome.Cell.Rows![scorer.Index]!)]),
            Contexts = search.Search.KeepsPredictions ? [.. folds.Select(outcome => outcome.Context!)] : [],
            Failures = [.. folds.SelectMany((outcome, fold) => outcome.Failures(fold, scorers))],
        };

        Dictionary<string, FoldScores> ByScorer(Func<Cell, double[]> of) =>
            scorers.Index()
                .ToDictionary(
                    scorer => scorer.Item, scorer => new FoldScores([.. folds.Select(outcome => of(outcome.Cell)[scorer.Index])]));
    }

    internal IReadOnlyList<RowScores>? RowsOf(string scorer) => Rows.GetValueOrDefault(scorer);

    /// <summary>The message of the first of <see cref="Failures"/>; empty where there is none.</summary>
    public string Error => Failures.Count > 0 ? Failures[0].Cause.Message : "";

    /// <summary>Parameters, each scorer's mean and standard deviation over folds, and the first failure, in one line.</summary>
    public override string ToString()
    {
        string parameters = Parameters.Count == 0 ? "" : $"{Parameters.ToDisplayString()}: ";
        return parameters + string.Join(", ", Test.Select(scorer => $"{scorer.Key} {scorer.Value}")) + (Error.Length > 0
            ? $"; {Error}"
            : "");
    }
}

/// <summary>Values of one quantity on every fold, such as a score or seconds. Immutable.</summary>
/// <param name="Folds">One value per fold, in the order of the folds.</param>
public sealed record FoldScores(IReadOnlyList<double> Folds)
{
    /// <summary>The unweighted mean; NaN where a fold has none.</summary>
    public double Mean { get; } = PairwiseSum.Of([.. Folds]) / Folds.Count;

    /// <summary>The population standard deviation over folds (divided by their number), as scikit-learn gives it.</summary>
    public double StandardDeviation => Math.Sqrt(PairwiseSum.Of([.. Folds.Select(score => (score - Mean) * (score - Mean))]) / Folds.Count);

    /// <summary>Mean ± standard deviation, which is named: a mean's standard error is smaller.</summary>
    public override string ToString() => Invariant($"{Mean:F5} ± {StandardDeviation:F5} (standard deviation)");
}
