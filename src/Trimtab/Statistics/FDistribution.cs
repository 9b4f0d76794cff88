namespace Trimtab.Statistics;

/// <summary>Fisher's F distribution. Pure functions.</summary>
internal static class FDistribution
{
    /// <summary>P(F &gt; <paramref name="f"/>).</summary>
    /// <param name="f">0 or more; infinity gives 0.</param>
    /// <param name="numerator">Degrees of freedom, above 0.</param>
    /// <param name="denominator">Degrees of freedom, above 0.</param>
    public static double Above(double f, double numerator, double denominator)
    {
        double sum = denominator + (numerator * f);
        return double.IsPositiveInfinity(sum)
            ? 0
            : IncompleteBeta.Of(denominator / sum, numerator * f / sum, denominator / 2, numerator / 2);
    }
}
