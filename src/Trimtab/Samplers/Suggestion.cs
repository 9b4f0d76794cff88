using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>What a sampler suggests for a trial before it begins, and what the study must not replace of it. Immutable; a parameter set is one by itself.</summary>
/// <remarks>Both properties are part of the answer and not of the sampler, so that a sampler that hands on another's answers hands them on too.</remarks>
/// <param name="Values">A value each for any of the parameters; the others are asked for one by one.</param>
public sealed record Suggestion(ParameterSet Values)
{
    /// <summary>Those of <see cref="Values"/> that stay as they are when the study replaces a duplicate or moves a point to keep the rules. Default: none.</summary>
    public ParameterSet Held { get; init; } = ParameterSet.Empty;

    /// <summary>Whether these parameters are suggested on purpose even if they were tried before, as a cell of a grid that failed. Default: no, a duplicate is replaced.</summary>
    public bool MayRepeat { get; init; }

    /// <summary>Values of which the study may replace any.</summary>
    public static implicit operator Suggestion(ParameterSet values) => values is null ? null! : new(values); // null is refused where it arrives

    /// <summary>Values of which the study may replace any.</summary>
    public static Suggestion FromParameterSet(ParameterSet values) => values;

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
