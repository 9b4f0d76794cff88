namespace Trimtab.Numerics;

/// <summary>
/// Standard normal distribution and truncated normal distribution: probabilities, their logarithms, quantiles. Pure functions.
/// </summary>
internal static class Normal
{
    /// <summary>The constant ln √(2π).</summary>
    public const double LogRootTwoPi = 0.91893853320467274178;

    private const double RootHalf = 0.70710678118654752440, InverseRootPi = 0.56418958354775628695, SmallEnd = 0.46875;

    /// <summary>Cumulative distribution function P(Z ≤ x).</summary>
    public static double Cdf(double x) => 0.5 * Erfc(-x * RootHalf);

    /// <summary>Logarithm of the cumulative distribution function, ln P(Z ≤ x), accurate far in the tail.</summary>
    public static double LogCdf(double x)
    {
        if (x > -35)
        {
            return x > 0 ? Log1p(-Cdf(-x)) : PortableMath.Log(Cdf(x));
        }

        // Asymptotic series of Mills' ratio, Abramowitz and Stegun 26.2.12, four terms: relative error below 10⁻¹¹ for x ≤ −35.
        double square = 1 / (x * x);
        double series = square * (-1 + (square * (3 + (square * (-15 + (square * 105))))));
        return (-0.5 * x * x) - LogRootTwoPi - PortableMath.Log(-x) + Log1p(series);
    }

    /// <summary>Logarithm of the probability of an interval, ln P(a ≤ Z ≤ b), for a ≤ b.</summary>
    public static double LogMass(double a, double b)
    {
        if (a > 0)
        {
            (a, b) = (-b, -a); // by symmetry: the lower tail has full relative accuracy
        }

        double x = a * RootHalf, y = b * RootHalf;
        if (Math.Max(-x, y) <= SmallEnd)
        {
            return PortableMath.Log(0.5 * ((y * Small(y * y)) - (x * Small(x * x)))); // near 0 differences of erf keep their digits
        }

        if (b > 0)
        {
            return Log1p(-Cdf(a) - Cdf(-b));
        }

        double upper = LogCdf(b);
        return upper + Log1p(-PortableMath.Exp(LogCdf(a) - upper));
    }

    /// <summary>Quantile function: the x with P(Z ≤ x) = p.</summary>
    /// <param name="p">A probability; 0 or less gives −∞, 1 or more ∞.</param>
    public static double Quantile(double p)
    {
        if (p is <= 0 or >= 1)
        {
            return p <= 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        if (p > 0.5)
        {
            return -Quantile(1 - p);
        }

        double x = RationalQuantile(p);
        for (int i = 0; i < 2; i++)
        {
            // Halley's method, of third order: each step triples the number of correct digits.
            double density = PortableMath.Exp(-0.5 * x * x) * 0.39894228040143267794;
            double ratio = (Cdf(x) - p) / density;
            x -= ratio / (1 + (0.5 * x * ratio));
        }

        return x;
    }

    /// <summary>Quantile function of the normal distribution truncated to [a, b].</summary>
    /// <param name="u">A probability, in [0, 1].</param>
    /// <param name="a">Lower end in standard deviations from the mean; 0 or less.</param>
    /// <param name="b">Upper end in standard deviations from the mean; 0 or more.</param>
    public static double TruncatedQuantile(double u, double a, double b)
    {
        double below = Cdf(a), above = Cdf(-b), inside = 1 - below - above, p = below + (u * inside);
        double x = p <= 0.5 ? Quantile(p) : -Quantile(above + ((1 - u) * inside));
        return Math.Clamp(x, a, b);
    }

    /// <summary>Logarithm ln(1 + x), accurate near 0 (Kahan's method).</summary>
    public static double Log1p(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : PortableMath.Log(sum) * (x / (sum - 1));
    }

    /// <summary>
    /// Complementary error function (Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23, 1969).
    /// </summary>
    public static double Erfc(double x)
    {
        double y = Math.Abs(x);
        if (y <= SmallEnd)
        {
            return 1 - (x * Small(y * y));
        }

        double tail = y > 27 ? 0 : PortableMath.Exp(-y * y) * (y <= 4 ? Middle(y) : Large(y));
        return x < 0 ? 2 - tail : tail;
    }

    /// <summary>erf(y) / y for |y| ≤ 0.46875, as a function of z = y².</summary>
    private static double Small(double z)
    {
        double top = ((((((0.185777706184603153 * z) + 3.16112374387056560) * z) + 113.864154151050156) * z) + 377.485237685302021) * z;
        double bottom = (((((z + 23.6012909523441209) * z) + 244.024637934444173) * z) + 1282.61652607737228) * z;
        return (top + 3209.37758913846947) / (bottom + 2844.23683343917062);
    }

    /// <summary>exp(y²) · erfc(y) for 0.46875 ≤ y ≤ 4.</summary>
    private static double Middle(double y)
    {
        ReadOnlySpan<double> top =
        [
            2.15311535474403846e-8, 0.564188496988670089, 8.88314979438837594, 66.1191906371416295, 298.635138197400131,
            881.952221241769090, 1712.04761263407058, 2051.07837782607147, 1230.33935479799725,
        ];
        ReadOnlySpan<double> bottom =
        [
            1, 15.7449261107098347, 117.693950891312499, 537.181101862009858, 1621.38957456669019,
            3290.79923573345963, 4362.61909014324716, 3439.36767414372164, 1230.33935480374942,
        ];
        return Polynomial(top, y) / Polynomial(bottom, y);
    }

    /// <summary>exp(y²) · erfc(y) for y ≥ 4.</summary>
    private static double Large(double y)
    {
        double z = 1 / (y * y);
        ReadOnlySpan<double> top =
        [
            0.0163153871373020978, 0.305326634961232344, 0.360344899949804439,
            0.125781726111229246, 0.0160837851487422766, 6.58749161529837803e-4,
        ];
        ReadOnlySpan<double> bottom =
        [
            1, 2.56852019228982242, 1.87295284992346047, 0.527905102951428412, 0.0605183413124413191, 2.33520497626869185e-3,
        ];
        return (InverseRootPi - (z * Polynomial(top, z) / Polynomial(bottom, z))) / y;
    }

    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = 0;
        foreach (double coefficient in coefficients)
        {
            sum = (sum * x) + coefficient;
        }

        return sum;
    }

    /// <summary>Approximate quantile for p ≤ ½, absolute error below 4.5 × 10⁻⁴ (Abramowitz and Stegun 26.2.23).</summary>
    private static double RationalQuantile(double p)
    {
        double t = Math.Sqrt(-2 * PortableMath.Log(p));
        return -(t - ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308))))))));
    }
}
