using Trimtab.Spaces;

namespace Trimtab.ModelSelection.Running;

/// <summary>Any search's settings over candidates that are given.</summary>
internal sealed record ListSearch : CandidateSearch
{
    public ListSearch(CandidateSearch settings, IReadOnlyList<ParameterSet> candidates)
        : base(settings) => Candidates = candidates;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSet> Candidates { get; }
}
