namespace Trimtab.Storages;

/// <summary>How a stored trial ends.</summary>
/// <param name="State">Complete, pruned or failed.</param>
/// <param name="Values">Values of the objectives in their order; <see langword="null"/> where there are none.</param>
/// <param name="Completed">When it ended.</param>
public sealed record StoredEnd(TrialState State, IReadOnlyList<double>? Values, DateTimeOffset Completed)
{
    /// <summary>The final state.</summary>
    public TrialState State { get; } = State is TrialState.Complete or TrialState.Pruned or TrialState.Failed
        ? State
        : throw Setting.OutOfRange(nameof(State), $"A trial must end complete, pruned or failed. Got {State}.");

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
