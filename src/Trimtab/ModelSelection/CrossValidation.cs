using Microsoft.Extensions.Logging;
using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.Logging;
using Trimtab.ModelSelection.Planning;

namespace Trimtab.ModelSelection;

/// <summary>Settings of a cross-validation: estimator, folds, scorers, workers. Immutable; thread-safe.</summary>
/// <remarks>
/// A fit is one candidate on one fold. Every candidate sees, on the same fold, the same draws (common random numbers), and results do not
/// depend on the workers or on the order of completion: the same seed gives the same bits.
/// </remarks>
public abstract record CrossValidation
{
    private readonly LoggerSetting _logger;

    private protected CrossValidation(IEstimator estimator)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        Estimator = estimator;
    }

    /// <summary>The estimator that is fitted on every fold.</summary>
    public IEstimator Estimator { get; }

    /// <summary>
    /// How rows are split into folds. A number means that many folds: stratified for a classifier whose targets are class numbers or
    /// one-hot rows, of consecutive rows otherwise; rows of a group stay together where <see cref="Groups"/> are given. Default 5.
    /// </summary>
    /// <remarks>
    /// scikit-learn's <c>cv=2</c> does not stratify one-hot targets, nor an estimator it does not know for a classifier, such as Keras's
    /// wrappers around a net. To have the folds of such a search, ask for them: <c>Cv = new KFold(2)</c>.
    /// </remarks>
    public Splitter Cv { get; init => field = Setting.Required(value); } = 5;

    /// <summary>
    /// One group number a row, for splitters that keep groups together and for a number of folds; any other splitter is refused with them.
    /// Default: those of the data (<see cref="Dataset.Groups"/>), if it has any.
    /// </summary>
    public IReadOnlyList<int>? Groups { get; init; }

    /// <summary>
    /// Metrics of the candidates. Empty, the default: the estimator's own score. A search with several must name one in
    /// <see cref="CandidateSearch.Refit"/>.
    /// </summary>
    public IReadOnlyList<Scorer> Scoring { get; init => field = Setting.RequiredItems(value); } = [];

    /// <summary>The score of a scorer that throws on a fold, and of every scorer of a fold whose fit throws. Default NaN.</summary>
    public ErrorScore ErrorScore { get; init; }

    /// <summary>Whether the training rows are scored too; it costs a prediction each. Default false.</summary>
    public bool ReturnTrainScore { get; init; }

    /// <summary>Fits at the same time, 1 or more; no more than units are used. Default: one per core.</summary>
    public int Workers
    {
        get;
        init => field = Setting.AtLeast(value, 1);
    } = Environment.ProcessorCount;

    /// <summary>Seed of all random draws. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Cache of scores and snapshots, shared between searches and runs. Default: none.</summary>
    public Ledger? Ledger { get; init; }

    /// <summary>Receives progress reports, at most about ten times a second and once at the end; from one thread at a time.</summary>
    public IProgress<SearchProgress>? Progress { get; init; }

    /// <summary>Clock of durations and of progress. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init => field = Setting.Required(value); } = TimeProvider.System;

    /// <summary>
    /// Makes the loggers of what the search does, in the categories <c>Trimtab.Search</c>, <c>Trimtab.Workers</c> and, where a
    /// sampler or pruner is at work, <c>Trimtab.Study</c>. Results do not depend on it, nor does equality; what it throws is in
    /// <see cref="SearchResult.Warnings"/>. Default: none, nothing is logged.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get => _logger.Factory; init => _logger = new(value); }

    /// <summary>What is scored in how many candidates, for the text; empty where it is the estimator alone.</summary>
    private protected virtual string Size => "";

    /// <summary>The settings in one line: what is scored, over which parameters, on which folds, by which scorers.</summary>
    public sealed override string ToString()
    {
        string scorers = Scoring.Count == 0 ? "the estimator's own score" : string.Join(", ", Scoring.Select(scorer => scorer.Name));
        return Invariant($"{GetType().Name} of {Estimator.TypeTitle}{Size}; ")
            + Invariant($"folds: {Cv}; scored by {scorers}; seed {Seed}");
    }
}
