using Trimtab.ModelSelection.Running;
using Trimtab.Pruners;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>A cross-validated search whose candidates are known before it runs. Immutable settings; thread-safe.</summary>
public abstract record ListedSearch : CandidateSearch
{
    private protected ListedSearch(IEstimator estimator)
        : base(estimator)
    {
    }

    /// <summary>The candidates, in the order of the results.</summary>
    public abstract IReadOnlyList<ParameterSet> Candidates { get; }

    /// <summary>
    /// Prunes candidates; those are <see cref="SearchResult.Trials"/> and not among the results. Every epoch is then scored on the fold's
    /// test rows. Default: none.
    /// </summary>
    public Pruner Pruner { get; init; } = new NoPruner();

    internal override IReadOnlyList<ParameterSet> PlannedCandidates => Candidates;

    internal override SearchResult Run(CompiledSearch compiled, CancellationToken cancellationToken) => Pruner is NoPruner
        ? SearchRun.Of(compiled, compiled.Planned).Run(cancellationToken)
        : SearchRun.Of(compiled, SamplingOptions.Of(Candidates, Pruner)).Run(cancellationToken);
}
