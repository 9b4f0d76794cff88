using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>A request to a sampler: what should trial <see cref="Number"/> try? Immutable; everything a suggestion may depend on.</summary>
public sealed record SuggestionRequest
{
    /// <summary>The trial's number, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>
    /// The trials whose results may be seen. Learn from those that have finished; others occur in asynchronous studies only.
    /// </summary>
    public required History History { get; init; }

    /// <summary>Parameters given to the trials under way, as far as they were known before those began. Default: none.</summary>
    public IReadOnlyList<ParameterSet> Pending { get; init; } = [];

    /// <summary>Address of the trial's random draws; draw for a parameter at <c>Random.At(name)</c>.</summary>
    public required RandomAddress Random { get; init; }

    /// <summary>Values the trial already has, when a parameter is suggested independently; else empty.</summary>
    public ParameterSet Assigned { get; init; } = ParameterSet.Empty;

    /// <summary>The same request with other random draws: for another suggestion for the same trial.</summary>
    /// <param name="index">The number of the suggestion; each has draws of its own.</param>
    public SuggestionRequest Redrawn(int index) => this with { Random = Random.At("again").At(index) };

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
