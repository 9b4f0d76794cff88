namespace Trimtab.Networks;

/// <summary>The checks of settings: each gives the number itself, or says the rule and what came.</summary>
internal static class SettingCheck
{
    /// <summary>Above 0 and finite.</summary>
    public static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, Invariant($"{name} must be above 0 and finite. Got {value}."));

    /// <summary>0 or more and finite.</summary>
    public static double NotNegative(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, Invariant($"{name} must be 0 or more and finite. Got {value}."));

    /// <summary>Finite.</summary>
    public static double Finite(double value, string name) => double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, Invariant($"{name} must be finite. Got {value}."));

    /// <summary>1 or more.</summary>
    public static long Steps(long value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, Invariant($"{name} must be 1 or more. Got {value}."));

    /// <summary><paramref name="least"/> or more.</summary>
    public static int AtLeast(int least, int value, string name) => value >= least
        ? value
        : throw new ArgumentOutOfRangeException(name, value, Invariant($"{name} must be {least} or more. Got {value}."));
}
