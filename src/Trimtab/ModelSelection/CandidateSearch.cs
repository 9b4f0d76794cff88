
using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection.Running;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>What every cross-validated search has in common: an estimator, folds, scorers, workers. Immutable settings; thread-safe.</summary>
/// <remarks>
/// A fit is a unit of work: one candidate on one fold. Every candidate sees, on the same fold, the same draws (common random
/// numbers), and results do not depend on the workers or on the order of completion: the same seed gives the same bits.
/// </remarks>
public abstract record CandidateSearch
{
    private protected CandidateSearch(IEstimator estimator)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        Estimator = estimator;
    }

    /// <summary>What is searched.</summary>
    public IEstimator Estimator { get; }

    /// <summary>
    /// How rows are cut. A number means that many folds: stratified for a classifier whose targets are class numbers or one-hot rows, of
    /// consecutive rows otherwise; rows of a group stay together where <see cref="Groups"/> are given. Default 5.
    /// </summary>
    /// <remarks>
    /// scikit-learn's <c>cv=2</c> does not stratify one-hot targets, nor an estimator it does not know for a classifier, such as Keras's
    /// wrappers around a net. To have the folds of such a search, ask for them: <c>Cv = new KFold(2)</c>.
    /// </remarks>
    public Splitter Cv { get; init; } = 5;

    /// <summary>One group number a row, for splitters that keep groups together and for a number of folds; any other splitter is refused with them. Default: none.</summary>
    public IReadOnlyList<int>? Groups { get; init; }

    /// <summary>How candidates are judged. Empty, the default: by the estimator's own score. With several, <see cref="Refit"/> must name one.</summary>
    public IReadOnlyList<Scorer> Scoring { get; init; } = [];

    /// <summary>Which candidate is the best one and is trained again on all rows. Default: the best by the only scorer.</summary>
    public Refit Refit { get; init; } = Refit.Best;

    /// <summary>The score of a scorer that throws on a fold, and of every scorer of a fold whose fit throws. Default NaN.</summary>
    public ErrorScore ErrorScore { get; init; }

    /// <summary>Whether the training rows are scored too; it costs a prediction each. Default false.</summary>
    public bool ReturnTrainScore { get; init; }

    /// <summary>
    /// Whether the test rows are scored after every epoch, not only where a candidate ends: the reports of <see cref="SearchResult.Study"/> then hold
    /// learning curves, as <c>test_</c> and the scorer's name. It costs a prediction of the test rows per epoch; scores stay the same. Default false.
    /// </summary>
    public bool ScoreEveryEpoch { get; init; }

    /// <summary>Fits at the same time, 1 or more; no more than units are used. Default: one per core.</summary>
    public int Workers
    {
        get;
        init => field = Setting.AtLeast(value, 1);
    } = Environment.ProcessorCount;

    /// <summary>Where all draws begin. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Where what has been computed is found and what is new is kept, shared between searches and runs. Default: none.</summary>
    public Ledger? Ledger { get; init; }

    /// <summary>What trainings cost, where it has been timed: plans time nothing twice, and progress knows which trainings are slow. Default: none.</summary>
    public TrainingCosts? Costs { get; init; }

    /// <summary>Told how far the search is, at most about ten times a second and once at the end; from one thread at a time.</summary>
    public IProgress<SearchProgress>? Progress { get; init; }

    /// <summary>The clock of durations and of progress.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The candidates, in the order of the results.</summary>
    public abstract IReadOnlyList<ParameterSet> Candidates { get; }

    /// <summary>A search of the same size whose candidates are known; what a plan is made of.</summary>
    internal virtual CandidateSearch Foreseen => this;

    /// <summary>What <see cref="Fit"/> will train and how long it will take, before it does; a few steps of each kind of training are timed.</summary>
    /// <exception cref="TrimtabException">The search cannot work.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SearchPlan Plan(Dataset data, CancellationToken cancellationToken = default) => SearchPlan.Of([this], data, cancellationToken: cancellationToken)[0];

    /// <summary>Scores every candidate on every fold, and trains the best again on all rows.</summary>
    /// <exception cref="TrimtabException">The search cannot work (said before anything is trained), or every fit failed.</exception>
    /// <exception cref="SearchCancelledException">It was cancelled; the exception holds what was done.</exception>
    public virtual SearchResult Fit(Dataset data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new SearchRun(this, data, cancellationToken).Run();
    }

    /// <summary>The search in one line: what is searched, over which parameters, on which folds, by which scorers.</summary>
    public sealed override string ToString()
    {
        string scorers = Scoring.Count == 0 ? "the estimator's own score" : string.Join(", ", Scoring.Select(scorer => scorer.Name));
        return Invariant($"{GetType().Name} of {Estimator.GetType().Name.Split('`')[0]}: {Size}; folds: {Cv}; scored by {scorers}; seed {Seed}");
    }

    /// <summary>How many candidates there are, and over which parameters.</summary>
    private protected virtual string Size => $"{InvariantText.Count(Candidates.Count, "candidate")} over {string.Join(", ", Candidates.Count > 0 ? Candidates[0].Keys : [])}";
}
