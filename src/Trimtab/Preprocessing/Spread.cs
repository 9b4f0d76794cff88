namespace Trimtab.Preprocessing;

/// <summary>Quantiles and ranges as scikit-learn's scalers have them.</summary>
internal static class Spread
{
    private const double Smallest = 10 * 2.220446049250313e-16;

    /// <summary>A range to divide by: 1 where it is 0, or so small that it is a rounding error.</summary>
    public static double OrOne(double range) => range < Smallest ? 1 : range;

    /// <summary>A quantile of sorted values, interpolated linearly as NumPy does; NaN without values.</summary>
    /// <param name="sorted">The values, ascending.</param>
    /// <param name="share">Share of the values below it, from 0 to 1.</param>
    public static double Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        double place = share * (sorted.Length - 1);
        int below = (int)Math.Floor(place), above = Math.Min(below + 1, sorted.Length - 1);
        double part = place - below, step = sorted[above] - sorted[below];
        return part >= 0.5 ? sorted[above] - (step * (1 - part)) : sorted[below] + (step * part);
    }
}
