namespace Trimtab;

/// <summary>The outcome of one <c>OptimizeAsync</c>: why it stopped, and the best trial then. Immutable.</summary>
/// <param name="Reason">Why it stopped.</param>
/// <param name="Message">The reason as a sentence, with its numbers.</param>
/// <param name="BestTrial">The study's best trial; <see langword="null"/> if none has completed, or all violate a constraint.</param>
public sealed record OptimizeResult(StopReason Reason, string Message, Trial? BestTrial)
{
    /// <summary>The reason and the best trial, for people.</summary>
    public override string ToString() => $"Stopped: {Message}. {(BestTrial is null ? "No trial has completed." : $"Best: {BestTrial}")}";
}
