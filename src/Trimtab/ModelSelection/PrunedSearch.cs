using Trimtab.ModelSelection.Running;
using Trimtab.Pruners;

namespace Trimtab.ModelSelection;

/// <summary>A cross-validated search that may end candidates early. Immutable settings; thread-safe.</summary>
public abstract record PrunedSearch : CandidateSearch
{
    private protected PrunedSearch(IEstimator estimator)
        : base(estimator)
    {
    }

    /// <summary>
    /// Prunes candidates; those are among <see cref="SearchResult.Trials"/> and not among the results. Every epoch is then scored on the
    /// fold's test rows. Default: none.
    /// </summary>
    /// <remarks>
    /// <see cref="Pruner.Metric"/> names what is compared: a metric of the training's epochs (<c>loss</c>, <c>accuracy</c>; see
    /// <see cref="IIterativeEstimator.EpochMetrics"/>), else a score of the test rows by the scorer's name or by its name in reports
    /// (<c>test_</c> and the scorer's name). Its default, <c>value</c>, is the scorer that decides. An unknown name is refused before
    /// anything is trained.
    /// </remarks>
    public Pruner Pruner { get; init => field = Setting.Required(value); } = new NoPruner();

    /// <summary>
    /// Maximum number of candidates evaluated at once, 1 or more, where a sampler suggests candidates or a pruner ends them: each is
    /// compared with those that many before it, so results depend on it, and not on <see cref="CrossValidation.Workers"/>, of which no more
    /// are used. Default 4.
    /// </summary>
    public int Concurrency { get; init => field = Setting.AtLeast(value, 1); } = 4;

    /// <inheritdoc/>
    internal sealed override void RequireNames(CompiledSearch compiled, CancellationToken cancellationToken)
    {
        RequireParameters(compiled, cancellationToken);
        Pruner.Check();
        _ = PrunedMetric.Of(Pruner, compiled, cancellationToken);
    }

    /// <summary>Finds out whether the estimator has the parameters that are searched.</summary>
    /// <exception cref="UnknownNameException">It lacks one.</exception>
    private protected virtual void RequireParameters(CompiledSearch compiled, CancellationToken cancellationToken) =>
        base.RequireNames(compiled, cancellationToken);
}
