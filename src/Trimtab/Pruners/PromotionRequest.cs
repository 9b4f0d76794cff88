using System.Collections.Frozen;
using Trimtab.Spaces;

namespace Trimtab.Pruners;

/// <summary>A request to a pruner: which paused trial should be resumed next? Immutable; everything the answer may depend on.</summary>
/// <param name="History">The trials whose results may be seen.</param>
/// <param name="Pending">Parameters given to the trials under way.</param>
/// <param name="Direction">Which values of the trials are better.</param>
public sealed record PromotionRequest(History History, IReadOnlyList<ParameterSet> Pending, Direction Direction)
{
    /// <summary>Numbers of the paused trials that trials under way resume. Default: none.</summary>
    public IReadOnlySet<int> Resuming { get; init => field = Setting.Required(value); } = FrozenSet<int>.Empty;

    /// <summary>Cache of what was derived from the study's earlier requests.</summary>
    public PruningCache Cache { get; internal init; } = new();

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
