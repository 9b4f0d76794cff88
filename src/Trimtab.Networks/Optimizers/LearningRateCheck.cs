namespace Trimtab.Networks;

/// <summary>The checks of schedules' settings.</summary>
internal static class LearningRateCheck
{
    /// <summary>The number itself, above 0 and finite.</summary>
    public static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be above 0 and finite. Got {value}.");

    /// <summary>The number itself, 0 or more and finite.</summary>
    public static double NotNegative(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 0 or more and finite. Got {value}.");

    /// <summary>The number itself, 1 or more.</summary>
    public static long Steps(long value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 1 or more. Got {value}.");
}
