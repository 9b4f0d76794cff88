namespace Trimtab.Numerics;

/// <summary>Keeps numbers where their squares neither overflow nor vanish.</summary>
internal static class Magnitude
{
    /// <summary>The numbers times one power of two, so that the largest is about 1; as they are where that is between 10⁻¹⁵⁰ and 10¹⁵⁰. All must be finite.</summary>
    public static double[] Moderate(double[] values)
    {
        double largest = values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        return largest is 0 or (> 1e-150 and < 1e150) ? values : [.. values.Select(value => Math.ScaleB(value, -Math.ILogB(largest)))];
    }
}
