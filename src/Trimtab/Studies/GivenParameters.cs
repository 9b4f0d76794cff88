using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>What a trial is given before it asks.</summary>
/// <param name="Values">The values.</param>
/// <param name="Suggested">Origins of those that a sampler suggested, by name: another attempt has the same.</param>
/// <param name="Kept">What an earlier attempt was suggested besides, when it asked; another one has it where it asks for the same.</param>
internal readonly record struct GivenParameters(
    ParameterSet Values, IReadOnlyDictionary<string, string> Suggested, ParameterSet Kept)
{
    /// <summary>Values that no sampler suggested.</summary>
    public static implicit operator GivenParameters(ParameterSet values) => new(values, Trial.NoOrigins, ParameterSet.Empty);
}
