namespace Trimtab.Studies;

/// <summary>The legal transitions of a trial: the one table that every storage applies.</summary>
/// <remarks>
/// A state no transition leaves is frozen: parameters, reports, attributes and violation of such a trial stay as they are. "Owner" is the
/// holder of the trial's newest <see cref="TrialClaim"/>, of a storage's trial a worker that names its newest attempt; an earlier attempt,
/// as one that has timed out, is refused. A trial that waits is written to and ended as Optuna allows it: by programs that enqueue it.
/// </remarks>
internal static class TrialTransitions
{
    private static readonly (TrialState From, TrialEvent Event, TrialState To, bool IsOwnersOnly)[] _legal =
    [
        (TrialState.Waiting, TrialEvent.Claim, TrialState.Running, false),
        (TrialState.Waiting, TrialEvent.Write, TrialState.Waiting, true),
        (TrialState.Waiting, TrialEvent.Complete, TrialState.Complete, true),
        (TrialState.Waiting, TrialEvent.Prune, TrialState.Pruned, true),
        (TrialState.Waiting, TrialEvent.Fail, TrialState.Failed, true),
        (TrialState.Running, TrialEvent.Write, TrialState.Running, true),
        (TrialState.Running, TrialEvent.Renew, TrialState.Running, true),
        (TrialState.Running, TrialEvent.Release, TrialState.Waiting, true),
        (TrialState.Running, TrialEvent.Complete, TrialState.Complete, true),
        (TrialState.Running, TrialEvent.Prune, TrialState.Pruned, true),
        (TrialState.Running, TrialEvent.Pause, TrialState.Paused, true),
        (TrialState.Running, TrialEvent.Fail, TrialState.Failed, true),
    ];

    /// <summary>Whether a trial in this state can't change any more.</summary>
    public static bool IsFrozen(TrialState state) => !Array.Exists(_legal, row => row.From == state);

    /// <summary>The state after an event; null where the table has no such transition.</summary>
    /// <param name="from">The state now.</param>
    /// <param name="what">The event.</param>
    /// <param name="isOwner">Whether the event comes from the holder of the newest claim.</param>
    public static TrialState? After(TrialState from, TrialEvent what, bool isOwner)
    {
        foreach (var (start, trigger, to, isOwnersOnly) in _legal)
        {
            if (start == from && trigger == what && (isOwner || !isOwnersOnly))
            {
                return to;
            }
        }

        return null;
    }

    /// <summary>The state after an event that must be legal.</summary>
    /// <param name="number">The trial's number, for the error.</param>
    /// <param name="from">Its state now.</param>
    /// <param name="what">The event.</param>
    /// <param name="isOwner">Whether the event comes from the holder of the newest claim.</param>
    /// <exception cref="TrimtabException">The table has no such transition.</exception>
    public static TrialState Next(int number, TrialState from, TrialEvent what, bool isOwner) =>
        After(from, what, isOwner) ?? throw Refusal(number, from, what, isOwner);

    private static TrimtabException Refusal(int number, TrialState from, TrialEvent what, bool isOwner) => new(
        IsFrozen(from)
            ? Invariant($"A finished trial never changes. Trial {number} is {from}; enqueue its parameters anew to evaluate them again.")
        : what == TrialEvent.Claim ? Invariant($"A trial is evaluated by one worker at a time. Trial {number} is {from}.")
        : isOwner ? Invariant($"A trial must be running to change. Trial {number} is {from}.")
        : Invariant($"An attempt that has ended can't change its trial. Trial {number} was used after the objective function of this ")
            + "attempt had returned or timed out: report and suggest before it returns.");
}
