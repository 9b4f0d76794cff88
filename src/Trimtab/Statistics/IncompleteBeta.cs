using Trimtab.Numerics;

namespace Trimtab.Statistics;

/// <summary>The regularized incomplete beta function I_x(a, b), to about 1e-13.</summary>
/// <remarks>
/// Lentz's evaluation of the continued fraction; Abramowitz and Stegun, Handbook of mathematical functions, 1964, 26.5.8, and 6.1.41 for ln
/// Γ.
/// </remarks>
internal static class IncompleteBeta
{
    /// <param name="x">In [0, 1].</param>
    /// <param name="complement">1 − x, given apart so that nothing is lost where x is near 1.</param>
    /// <param name="a">Above 0.</param>
    /// <param name="b">Above 0.</param>
    public static double Of(double x, double complement, double a, double b)
    {
        if (x <= 0 || complement <= 0)
        {
            return x <= 0 ? 0 : 1;
        }

        bool isSteep = x > (a + 1) / (a + b + 2);
        return isSteep ? 1 - Tail(complement, x, b, a) : Tail(x, complement, a, b);
    }

    private static double Tail(double x, double complement, double a, double b)
    {
        double front = PortableMath.Exp(
            (a * PortableMath.Log(x)) + (b * PortableMath.Log(complement)) + LogGamma(a + b) - LogGamma(a) - LogGamma(b));
        return front / a * Fraction(x, a, b);
    }

    private static double Fraction(double x, double a, double b)
    {
        const double Tiny = 1e-300;
        double c = 1, d = 1 / Keep(1 - ((a + b) * x / (a + 1))), f = d;
        for (int m = 1; m <= 10_000; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            Step(even);
            double change = Step(odd);
            if (Math.Abs(change - 1) < 1e-16)
            {
                break;
            }
        }

        return f;

        double Step(double term)
        {
            d = 1 / Keep(1 + (term * d));
            c = Keep(1 + (term / c));
            f *= c * d;
            return c * d;
        }

        static double Keep(double value) => Math.Abs(value) < Tiny ? Tiny : value;
    }

    /// <summary>ln Γ(<paramref name="x"/>): Stirling's series, shifted up to where it converges fast.</summary>
    /// <param name="x">Above 0.</param>
    internal static double LogGamma(double x)
    {
        double shift = 0;
        for (; x < 15; x++)
        {
            shift += PortableMath.Log(x);
        }

        double r = 1 / (x * x);
        double higher = (1.0 / 1260) - (r * ((1.0 / 1680) - (r * ((1.0 / 1188) - (r * 691 / 360360.0)))));
        double series = ((1.0 / 12) - (r * ((1.0 / 360) - (r * higher)))) / x;
        return ((x - 0.5) * PortableMath.Log(x)) - x + (0.5 * PortableMath.Log(2 * Math.PI)) + series - shift;
    }
}
