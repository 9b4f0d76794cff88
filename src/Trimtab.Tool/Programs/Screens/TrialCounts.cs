namespace Trimtab.Tool.Programs.Screens;

/// <summary>How many trials there are.</summary>
/// <param name="Complete">With a value.</param>
/// <param name="Pruned">Ended by the pruner, for good or to be resumed.</param>
/// <param name="Failed">Without a value.</param>
/// <param name="Waiting">Enqueued, or put back.</param>
/// <param name="Running">Under evaluation, here or elsewhere.</param>
internal readonly record struct TrialCounts(int Complete, int Pruned, int Failed, int Waiting, int Running)
{
    /// <summary>The mean time of those that have finished; null where none has one.</summary>
    public TimeSpan? Mean { get; init; }

    /// <summary>Complete, pruned or failed.</summary>
    public int Finished => Complete + Pruned + Failed;

    /// <summary>The counts that are not zero: <c>12 complete, 1 failed</c>.</summary>
    public override string ToString()
    {
        (int Count, string State)[] all =
            [(Complete, "complete"), (Pruned, "pruned"), (Failed, "failed"), (Waiting, "waiting"), (Running, "running")];
        string text = string.Join(", ", all.Where(item => item.Count > 0).Select(item => Invariant($"{item.Count} {item.State}")));
        return text.Length > 0 ? text : "no trials";
    }
}
