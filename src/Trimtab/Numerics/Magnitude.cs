namespace Trimtab.Numerics;

/// <summary>Scales numbers so that their squares neither overflow nor underflow.</summary>
internal static class Magnitude
{
    /// <summary>The values times a power of two that makes the largest about 1; unchanged where it is between 10⁻¹⁵⁰ and 10¹⁵⁰.</summary>
    /// <param name="values">Finite numbers; may be empty.</param>
    public static double[] Moderate(double[] values)
    {
        double largest = values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        return largest is 0 or (> 1e-150 and < 1e150) ? values : [.. values.Select(value => Math.ScaleB(value, -Math.ILogB(largest)))];
    }
}
