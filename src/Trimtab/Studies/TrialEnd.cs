namespace Trimtab.Studies;

/// <summary>How a trial ends.</summary>
/// <param name="Event">One of the events that end a trial.</param>
/// <param name="Values">Its objectives' values by name; empty where it has none.</param>
internal sealed record TrialEnd(TrialEvent Event, NamedValues Values)
{
    /// <summary>Why it failed; null unless it did.</summary>
    public TrialFailure? Failure { get; init; }

    /// <summary>What was thrown; null where nothing was. It lives as long as the process, unlike <see cref="Failure"/>.</summary>
    public Exception? Error { get; init; }

    /// <summary>How long it was evaluated.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>A trial that ends so.</summary>
    public Trial Of(Trial trial, TrialState state) =>
        trial with { State = state, Values = Values, Failure = Failure, Duration = Duration };
}
