namespace Trimtab.ModelSelection;

/// <summary>Estimated duration with its range.</summary>
/// <param name="Low">
/// If every training goes as its fastest timing did, in half of it where it was timed once, and the cheapest candidate is refitted.
/// </param>
/// <param name="Expected">Most likely time, from the shortest to the longest.</param>
/// <param name="High">
/// If every training goes as its slowest timing did, in twice that where it was timed once, and the most expensive candidate is refitted.
/// </param>
public readonly record struct TimeRange(TimeSpan Low, TimeSpan Expected, TimeSpan High)
{
    /// <summary>Time of two pieces of work, one after the other.</summary>
    public static TimeRange operator +(TimeRange first, TimeRange second) =>
        new(first.Low + second.Low, first.Expected + second.Expected, first.High + second.High);

    /// <summary>Time of two pieces of work, one after the other; for languages without operators.</summary>
    public static TimeRange Add(TimeRange first, TimeRange second) => first + second;

    /// <summary><c>1.3 min (1.1 to 1.6)</c>, in seconds below a minute and a half.</summary>
    public override string ToString() => Expected.TotalSeconds >= 90
        ? Invariant($"{Expected.TotalMinutes:F1} min ({Low.TotalMinutes:F1} to {High.TotalMinutes:F1})")
        : Invariant($"{Expected.TotalSeconds:F1} s ({Low.TotalSeconds:F1} to {High.TotalSeconds:F1})");
}
