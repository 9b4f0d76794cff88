namespace Trimtab.Tool;

/// <summary>Arithmetic of times that ends at the longest <see cref="TimeSpan"/> instead of overflowing. Pure functions.</summary>
internal static class BoundedTime
{
    /// <summary>The time of so many ticks; the longest or shortest there is where they are more, zero for NaN.</summary>
    public static TimeSpan OfTicks(double ticks) => double.IsNaN(ticks) ? TimeSpan.Zero
        : ticks >= long.MaxValue ? TimeSpan.MaxValue
        : ticks <= long.MinValue ? TimeSpan.MinValue
        : new((long)ticks);

    /// <summary>The sum of times.</summary>
    public static TimeSpan Sum(IEnumerable<TimeSpan> times) => OfTicks(times.Sum(time => (double)time.Ticks));

    /// <summary>A time, and another one so many times after it.</summary>
    public static TimeSpan Sum(TimeSpan time, double count, TimeSpan other) => OfTicks(time.Ticks + (count * other.Ticks));

    /// <summary>The moment after a time; the last or first there is where that is beyond it, null without a moment.</summary>
    public static DateTimeOffset? After(DateTimeOffset? moment, TimeSpan time) => moment is not { } from ? null
        : time > DateTimeOffset.MaxValue - from ? DateTimeOffset.MaxValue
        : time < DateTimeOffset.MinValue - from ? DateTimeOffset.MinValue
        : from + time;
}
