using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Programs.Screens;

/// <summary>The time that a run has left. Pure functions.</summary>
internal static class RunForecast
{
    /// <summary>
    /// The time left by the mean time of the trials so far, at most that of the time limit; null before a trial has ended, where there is
    /// no time limit.
    /// </summary>
    public static TimeSpan? Left(RunSettings settings, TrialCounts counts, RunView view)
    {
        TimeSpan? byTrials = settings.Trials is { } trials && view.Mean is { } mean
            ? mean * Math.Max(0, trials - counts.Finished) / settings.Jobs
            : null;
        TimeSpan? byTime = settings.Time is { } limit ? limit > view.Elapsed ? limit - view.Elapsed : TimeSpan.Zero : null;
        return byTrials is null || byTime < byTrials ? byTime : byTrials;
    }
}
