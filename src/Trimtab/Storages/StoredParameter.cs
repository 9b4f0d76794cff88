using Trimtab.Spaces;

namespace Trimtab.Storages;

/// <summary>A parameter of a stored trial, as Optuna keeps it.</summary>
/// <param name="Value">A number; of a categorical parameter the index of the choice.</param>
/// <param name="Distribution">JSON of the distribution in Optuna's form.</param>
public readonly record struct StoredParameter(double Value, string Distribution)
{
    /// <summary>A parameter with a value of its distribution, as it is stored.</summary>
    /// <exception cref="TrimtabException">The value is none of the distribution's choices, or no number.</exception>
    public static StoredParameter Of(Distribution distribution, ParameterValue value) =>
        new(StoredValue.Of(distribution, value), StoredDistribution.Of(distribution).ToString());

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
