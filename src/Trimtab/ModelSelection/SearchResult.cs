using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>Results of a search. Immutable.</summary>
public sealed record SearchResult
{
    /// <summary>Every candidate with its scores.</summary>
    public required CvResults CvResults { get; init; }

    /// <summary>The candidates as trials, those a pruner ended included: parameters, states, reports per fold and epoch.</summary>
    public required History Trials { get; init; }

    /// <summary>
    /// The number of the best candidate in <see cref="CvResults"/>; -1 where there is none (several scorers without refit, or none
    /// finished).
    /// </summary>
    public required int BestIndex { get; init; }

    /// <summary>The scorer the best is best by.</summary>
    public required string BestScorer { get; init; }

    /// <summary>The best candidate trained again on all rows; <see langword="null"/> without refit.</summary>
    public IFitted? BestEstimator { get; init; }

    /// <summary>Of trials that failed and are not among the results: what failed on which fold, by trial.</summary>
    internal IReadOnlyDictionary<int, IReadOnlyList<FoldFailure>> TrialFailures { get; init; } =
        new Dictionary<int, IReadOnlyList<FoldFailure>>();

    /// <summary>Whether every candidate was tried.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>Time, fits and epochs.</summary>
    public required SearchCost Cost { get; init; }

    /// <summary>Uncertainty of the best candidate; <see langword="null"/> if there is none.</summary>
    public SearchStatistics? Statistics { get; init; }

    /// <summary>
    /// The exception of choosing or training the best candidate again on all rows; <see langword="null"/> where there was none. The scores
    /// do not depend on it.
    /// </summary>
    public Exception? RefitError { get; init; }

    /// <summary>
    /// Warnings, in sentences: exceptions of user code that no score depends on, and those of the search's ledger so far. Mostly empty.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// Exception of the listener of <see cref="CrossValidation.Progress"/>, which received no more reports; <see langword="null"/> if it
    /// did not throw.
    /// </summary>
    public Exception? ListenerError { get; init; }

    /// <summary>
    /// The best candidate and how sure the search is of it; then, a line each and only where there are any, how many candidates failed,
    /// were not scored by every scorer or have a score that is not finite, which, on which folds, and why, and what the progress listener
    /// threw. Empty where there is nothing to report.
    /// </summary>
    public string Summary => string.Join(
        '\n',
        [.. BestWords(), .. FailureSummary.Lines(CvResults, Trials, TrialFailures), .. RefitWords(), .. ListenerWords(), .. Warnings]);

    /// <summary>The settings of the best candidate.</summary>
    /// <exception cref="TrimtabException">There is no best candidate.</exception>
    public ParameterSet BestParameters => Best.Parameters;

    /// <summary>The mean test score of the best candidate over folds.</summary>
    /// <exception cref="TrimtabException">There is no best candidate.</exception>
    public double BestScore => Best.Test[BestScorer].Mean;

    private IEnumerable<string> ListenerWords() =>
        ListenerError is null
            ? []
            : [$"The progress listener was not called again after it threw {TrialFailure.Of(ListenerError).Sentence}"];

    private IEnumerable<string> RefitWords() =>
        RefitError is null ? [] : [$"The best candidate could not be trained again on all rows: {TrialFailure.Of(RefitError).Sentence}"];

    private IEnumerable<string> BestWords() => Statistics is not null ? [Statistics.Summary(CvResults)]
        : BestIndex < 0 ? []
        : double.IsNaN(BestScore) && CvResults.All(candidate => double.IsNaN(candidate.Test[BestScorer].Mean))
            ? [$"No candidate has a mean of {BestScorer}: all share rank 1, and the first, {BestParameters.ToDisplayString()}, "
                + "stands for the best."]
            : [Invariant($"Best: {BestParameters.ToDisplayString()} with {BestScorer} {BestScore}, ")
                + "which is not finite on every fold: nothing can be said of how sure that is."];

    private CandidateResult Best => BestIndex >= 0
        ? CvResults[BestIndex]
        : throw new TrimtabException(
            "There is no best candidate: none has finished, or several scorers were given and none was named by Refit.");

    /// <summary><see cref="Summary"/>, then what the search took.</summary>
    public override string ToString() =>
        string.Join('\n', ((string[])[Summary, $"{(IsComplete ? "" : "In part: ")}{Cost}"]).Where(line => line.Length > 0));
}

/// <summary>Cost of a search: time, fits, epochs. Immutable.</summary>
/// <param name="Elapsed">Elapsed time, the checks of candidates and the refit included.</param>
/// <param name="FitTime">Summed over fits, each as if trained alone, without the refit.</param>
/// <param name="RefitTime">Time of training the best candidate on all rows.</param>
/// <param name="Fits">Fits that ended, failed ones included.</param>
/// <param name="Failed">Fits that failed.</param>
/// <param name="Epochs">Epochs asked for: summed over fits, each as if trained alone; 1 per fit where the estimator has none.</param>
/// <param name="EpochsTrained">Epochs that were trained: fits that differ in their epochs only share them.</param>
/// <param name="Reused">Fits whose scores were found in the ledger; their times are those of when they were trained.</param>
public sealed record SearchCost(
    TimeSpan Elapsed, TimeSpan FitTime, TimeSpan RefitTime, int Fits, int Failed, long Epochs, long EpochsTrained, int Reused)
{
    /// <summary>Fits, epochs and time, in one line.</summary>
    public override string ToString() => Invariant(
        $"{InvariantText.Count(Fits, "fit")}, {Failed} failed, {Reused} from the ledger; ")
        + Invariant($"{Epochs:N0} epochs asked for, {EpochsTrained:N0} trained; {Elapsed.TotalSeconds:F1} s");
}
