using Trimtab.Data;
using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.ModelSelection;

/// <summary>Settings that all cross-validated searches have in common. Immutable; thread-safe.</summary>
public abstract record CandidateSearch : CrossValidation
{
    private protected CandidateSearch(IEstimator estimator)
        : base(estimator)
    {
    }

    /// <summary>A search with the settings of <paramref name="settings"/>.</summary>
    private protected CandidateSearch(CrossValidation settings)
        : base(settings)
    {
    }

    /// <summary>Which candidate is the best one and is trained again on all rows. Default: the best by the only scorer.</summary>
    public Refit Refit { get; init => field = Setting.Required(value); } = Refit.Best;

    /// <summary>
    /// Whether the test rows are scored after every epoch, not only where a candidate ends: the reports of
    /// <see cref="SearchResult.Trials"/> then hold
    /// learning curves, as <c>test_</c> and the scorer's name. It costs a prediction of the test rows per epoch; scores stay the same.
    /// Default false.
    /// </summary>
    public bool ScoreEveryEpoch { get; init; }

    /// <summary>
    /// Measured costs of trainings, shared between searches: plans time nothing twice, and the time left accounts for slow trainings.
    /// Default: none.
    /// </summary>
    public TrainingCosts? Costs { get; init; }

    /// <summary>
    /// Storage in which a study gets a trial for each candidate that has ended, with its scores and curves, as any viewer of studies shows
    /// them. Default: none.
    /// </summary>
    /// <remarks>
    /// Its value is the mean of the deciding scorer, its steps are epochs − 1 with the mean test score over folds, and all reports by fold
    /// are in an attribute. The search that is run again adds what the study lacks; what need not be trained again is the
    /// <see cref="CrossValidation.Ledger"/>'s.
    /// </remarks>
    public StudyStorage? Storage { get; init; }

    /// <summary>Name of the study in <see cref="Storage"/>, which must not hold another search. Default <c>search</c>.</summary>
    public string StudyName { get; init => field = Setting.Required(value); } = "search";

    /// <summary>What the names of its fits begin with: <see cref="FitContext.Name"/>. Empty, but for a search within another fit.</summary>
    internal string FitPrefix { get; init; } = "";

    /// <summary>Whether what each fold has learned and predicted is in <see cref="CandidateResult.Contexts"/>. Default false.</summary>
    internal bool KeepsPredictions { get; init; }

    /// <summary>The candidates of a plan: those that will be tried, or, where a sampler suggests them, as many random draws.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before all were drawn.</exception>
    internal abstract IReadOnlyList<ParameterSet> PlannedCandidates(CancellationToken cancellationToken);

    /// <summary>Whether <see cref="PlannedCandidates"/> are the ones that will be tried.</summary>
    internal virtual bool KnowsCandidates => true;

    /// <summary>
    /// Checks the search against some rows and works out its folds and trainings, once for <see cref="CompiledSearch.Plan"/> and
    /// <see cref="CompiledSearch.Fit"/>.
    /// </summary>
    /// <param name="data">The rows.</param>
    /// <param name="cancellationToken">Cancels it before the next candidate.</param>
    /// <exception cref="TrimtabException">The search cannot work.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public CompiledSearch Compile(Dataset data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new(this, data, cancellationToken);
    }

    /// <summary>
    /// Plans <see cref="Fit"/>: the trainings and their time, before anything runs; a few steps of each kind of training are timed.
    /// </summary>
    /// <exception cref="TrimtabException">The search cannot work.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SearchPlan Plan(Dataset data, CancellationToken cancellationToken = default) =>
        Compile(data, cancellationToken).Plan(cancellationToken);

    /// <summary>Scores every candidate on every fold, and trains the best again on all rows.</summary>
    /// <exception cref="TrimtabException">The search cannot work; nothing has been trained.</exception>
    /// <exception cref="SearchFailedException">
    /// Every fit failed, or one did under <see cref="ErrorScore.Raise"/>; the exception holds what was scored.
    /// </exception>
    /// <exception cref="SearchCancelledException">It was cancelled; the exception holds what was scored.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before its trainings were known.</exception>
    public SearchResult Fit(Dataset data, CancellationToken cancellationToken = default)
    {
        long start = TimeProvider.GetTimestamp();
        return Compile(data, cancellationToken).FitSince(start, Progress, cancellationToken);
    }

    /// <summary>Runs the search.</summary>
    internal abstract SearchResult Run(CompiledSearch compiled, CancellationToken cancellationToken);

    /// <summary>Finds out, without training, whether the estimator has the parameters that are searched.</summary>
    /// <exception cref="UnknownNameException">It lacks one.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal virtual void RequireNames(CompiledSearch compiled, CancellationToken cancellationToken) =>
        _ = compiled.Planned(cancellationToken);
}
