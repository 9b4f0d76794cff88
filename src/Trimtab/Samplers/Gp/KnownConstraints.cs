namespace Trimtab.Samplers.Gp;

/// <summary>The constraints that every complete trial so far has an amount of. Not thread-safe.</summary>
internal sealed class KnownConstraints
{
    private string[]? _first; // those of the first complete trial

    /// <summary>Their names; none where complete trials differ in them.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>The amounts of the next trial, one a name; none where it has others.</summary>
    public double[] AmountsOf(Trial trial)
    {
        bool isWhole = trial.State == TrialState.Complete;
        if (_first is null && isWhole)
        {
            Names = _first = [.. trial.ConstraintAmounts.Keys.Order(StringComparer.Ordinal)];
        }

        bool hasAll = Names.Count == trial.ConstraintAmounts.Count && Names.All(trial.ConstraintAmounts.ContainsKey);
        if (!hasAll && isWhole)
        {
            Names = [];
        }

        return hasAll ? [.. Names.Select(name => trial.ConstraintAmounts[name])] : [];
    }
}
