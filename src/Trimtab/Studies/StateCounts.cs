namespace Trimtab.Studies;

/// <summary>How many trials are in which state, for people.</summary>
internal static class StateCounts
{
    /// <summary>"3 complete, 1 failed" with a text before it; empty without trials.</summary>
    public static string Of(History trials, string before)
    {
        var states = trials.GroupBy(trial => trial.State).OrderBy(group => group.Key)
            .Select(group => Invariant($"{group.Count()} {group.Key.ToString().ToLowerInvariant()}"));
        return trials.Count > 0 ? before + string.Join(", ", states) : "";
    }
}
