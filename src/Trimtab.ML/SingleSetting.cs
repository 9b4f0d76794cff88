using System.Runtime.CompilerServices;

namespace Trimtab.ML;

/// <summary>Checks of settings that ML.NET takes in single precision, where a small one would be 0 and a large one infinite.</summary>
internal static class SingleSetting
{
    /// <summary>The value, which must be above 0 and finite in single precision.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static double AboveZero(double value, [CallerMemberName] string name = "") =>
        Setting.Check(value, (float)value > 0 && float.IsFinite((float)value), "above 0 and finite in single precision", name);

    /// <summary>The value, which must be 0 or more and finite in single precision.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static double ZeroOrMore(double value, [CallerMemberName] string name = "") =>
        Setting.Check(value, value >= 0 && float.IsFinite((float)value), "0 or more and finite in single precision", name);
}
