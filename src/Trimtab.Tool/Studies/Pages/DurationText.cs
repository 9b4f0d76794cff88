namespace Trimtab.Tool.Studies.Pages;

/// <summary>Lengths of time for a person. Pure functions.</summary>
internal static class DurationText
{
    /// <summary>As "1.2 ms", "12.3 s", "5 min 3 s", "2 h 5 min", "3 d 4 h".</summary>
    public static string Of(TimeSpan time) => time switch
    {
        _ when time < TimeSpan.FromSeconds(1) => Invariant($"{time.TotalMilliseconds:G3} ms"),
        _ when time < TimeSpan.FromMinutes(1) => Invariant($"{time.TotalSeconds:G3} s"),
        _ when time < TimeSpan.FromHours(1) => Invariant($"{time.Minutes} min {time.Seconds} s"),
        _ when time < TimeSpan.FromDays(1) => Invariant($"{time.Hours} h {time.Minutes} min"),
        _ => Invariant($"{time.Days} d {time.Hours} h"),
    };
}
