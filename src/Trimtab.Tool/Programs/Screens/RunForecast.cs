using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Programs.Screens;

/// <summary>The time that a run has left. Pure functions.</summary>
internal static class RunForecast
{
    /// <summary>
    /// The time left by the mean time of the study's trials so far, at most that of the time limit; null where it is not known, as before
    /// a trial has ended, and where nothing is left.
    /// </summary>
    /// <param name="settings">The end of the run.</param>
    /// <param name="counts">The study's trials, those of other workers and of earlier runs included.</param>
    /// <param name="view">What runs here.</param>
    /// <param name="clock">The clock.</param>
    public static TimeSpan? Left(RunSettings settings, TrialCounts counts, RunView view, TimeProvider clock)
    {
        TimeSpan? byTrials = settings.Trials is { } trials && counts.Mean is { } mean
            ? OfTrials(trials - counts.Finished, mean, Running(counts, view, mean, clock), settings.Jobs - view.Running.Count)
            : null;
        TimeSpan? byTime = settings.Time is { } limit ? limit - view.Elapsed : null;
        var left = byTrials is null || byTime < byTrials ? byTime : byTrials;
        return left > TimeSpan.Zero ? left : null;
    }

    /// <summary>Times that running trials have left: here by when they began, elsewhere as if they just had.</summary>
    private static List<TimeSpan> Running(TrialCounts counts, RunView view, TimeSpan mean, TimeProvider clock) =>
    [
        .. view.Running.Select(trial => mean - clock.GetElapsedTime(trial.Began))
            .Select(left => left > TimeSpan.Zero ? left : TimeSpan.Zero),
        .. Enumerable.Repeat(mean, Math.Max(0, counts.Running - view.Running.Count)),
    ];

    /// <summary>When the last of some trials of equal length ends, if each begins as soon as a place is free.</summary>
    /// <param name="trials">How many have not ended, the running ones included.</param>
    /// <param name="mean">The length.</param>
    /// <param name="running">What each running one has left.</param>
    /// <param name="idle">How many more can be evaluated at once here.</param>
    private static TimeSpan OfTrials(int trials, TimeSpan mean, List<TimeSpan> running, int idle)
    {
        int toBegin = Math.Max(0, trials - running.Count);
        TimeSpan[] free = [.. running.Concat(Enumerable.Repeat(TimeSpan.Zero, Math.Max(0, idle))).Order()];
        var (rounds, rest) = Math.DivRem(toBegin, free.Length);
        var last = BoundedTime.Sum(free[^1], rounds, mean);
        var ofRest = rest > 0 ? BoundedTime.Sum(free[rest - 1], rounds + 1, mean) : TimeSpan.Zero;
        return last > ofRest ? last : ofRest;
    }
}
