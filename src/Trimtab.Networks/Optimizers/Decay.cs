namespace Trimtab.Networks;

/// <summary>The check of factors by which optimizers forget.</summary>
internal static class Decay
{
    /// <summary>The factor itself, in [0, 1).</summary>
    public static double Check(double value, [System.Runtime.CompilerServices.CallerMemberName] string name = "") => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, Invariant($"{name} must be 0 or more and below 1. Got {value}."));
}
