namespace Trimtab.Storages;

/// <summary>A parameter of a stored trial, as Optuna keeps it.</summary>
/// <param name="Value">A number; of a categorical parameter the index of the choice.</param>
/// <param name="Distribution">JSON of the distribution in Optuna's form.</param>
public readonly record struct StoredParameter(double Value, string Distribution)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
