using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>A sampler's suggestion for one parameter. A <see cref="ParameterValue"/> converts to it.</summary>
/// <param name="Value">Suggested value.</param>
/// <param name="Origin">
/// Origin of the value, where that is not the sampler that was asked, such as "random (first 10 of tpe)"; empty for the sampler itself.
/// </param>
public readonly record struct SuggestedValue(ParameterValue Value, string Origin = "")
{
    /// <summary>Whether the value stays as it is where the study replaces a duplicate. Default: no.</summary>
    public bool IsHeld { get; init; }

    /// <summary>A value that comes from the sampler that was asked.</summary>
    public static implicit operator SuggestedValue(ParameterValue value) => new(value);

    /// <summary>A value that comes from the sampler that was asked.</summary>
    public static SuggestedValue FromParameterValue(ParameterValue value) => new(value);

    /// <summary>The same suggestion; its origin is <paramref name="origin"/> where it had none.</summary>
    public SuggestedValue From(string origin) => string.IsNullOrEmpty(Origin) ? this with { Origin = origin } : this;

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
