using Trimtab.ModelSelection.Running;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>A cross-validated search whose candidates are known before it runs. Immutable settings; thread-safe.</summary>
public abstract record ListedSearch : PrunedSearch
{
    private protected ListedSearch(IEstimator estimator)
        : base(estimator)
    {
    }

    /// <summary>The candidates, in the order of the results.</summary>
    public abstract IReadOnlyList<ParameterSet> Candidates { get; }

    internal override IReadOnlyList<ParameterSet> PlannedCandidates(CancellationToken cancellationToken) => Candidates;

    internal override SearchResult Run(CompiledSearch compiled, CancellationToken cancellationToken) => Pruner.IsIdle
        ? SearchRun.Of(compiled, compiled.Planned(cancellationToken)).Run(cancellationToken)
        : SearchRun.Of(compiled, SamplingOptions.OfList(this), cancellationToken).Run(cancellationToken);
}
