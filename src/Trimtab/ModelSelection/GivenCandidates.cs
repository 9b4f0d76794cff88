using Trimtab.ModelSelection.Running;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>A search over candidates that are given, none of which is trained again on all rows.</summary>
internal sealed record GivenCandidates : CandidateSearch
{
    private readonly IReadOnlyList<ParameterSet> _candidates;

    /// <param name="settings">Estimator, folds, scorers, workers.</param>
    /// <param name="candidates">The candidates; none for the estimator as it stands.</param>
    public GivenCandidates(CrossValidation settings, params IReadOnlyList<ParameterSet> candidates)
        : base(settings) => (_candidates, Refit) = (candidates.Count > 0 ? candidates : [ParameterSet.Empty], Refit.None);

    internal override IReadOnlyList<ParameterSet> PlannedCandidates(CancellationToken cancellationToken) => _candidates;

    internal override SearchResult Run(CompiledSearch compiled, CancellationToken cancellationToken) =>
        SearchRun.Of(compiled, compiled.Planned(cancellationToken)).Run(cancellationToken);
}
