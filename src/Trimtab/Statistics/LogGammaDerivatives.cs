using Trimtab.Numerics;

namespace Trimtab.Statistics;

/// <summary>The digamma and trigamma functions, ψ and ψ′: the moments of the logarithm of a χ² variable. Pure functions.</summary>
/// <remarks>
/// The recurrence up to 10 and then the asymptotic series, to about 1e-13: Abramowitz and Stegun, Handbook of mathematical functions, 1964,
/// 6.3.5, 6.3.18, 6.4.6 and 6.4.12.
/// </remarks>
internal static class LogGammaDerivatives
{
    private const double Asymptotic = 10;

    /// <summary>ψ(<paramref name="x"/>).</summary>
    /// <param name="x">Above 0.</param>
    public static double Digamma(double x)
    {
        double sum = 0;
        for (; x < Asymptotic; x++)
        {
            sum -= 1 / x;
        }

        double s = 1 / (x * x);
        double series = s * ((1.0 / 12) - (s * ((1.0 / 120) - (s * ((1.0 / 252) - (s * ((1.0 / 240) - (s * (1.0 / 132)))))))));
        return sum + PortableMath.Log(x) - (0.5 / x) - series;
    }

    /// <summary>ψ′(<paramref name="x"/>).</summary>
    /// <param name="x">Above 0.</param>
    public static double Trigamma(double x)
    {
        double sum = 0;
        for (; x < Asymptotic; x++)
        {
            sum += 1 / (x * x);
        }

        double s = 1 / (x * x);
        double series = s * ((1.0 / 6) - (s * ((1.0 / 30) - (s * ((1.0 / 42) - (s * ((1.0 / 30) - (s * (5.0 / 66)))))))));
        return sum + (1 / x) + (s / 2) + (series / x);
    }

    /// <summary>The x with ψ′(x) = <paramref name="value"/>.</summary>

    /// <param name="value">Above 0.</param>
    public static double InverseTrigamma(double value)
    {
        double low = 0, high = 1 + (1 / value) + (1 / Math.Sqrt(value)); // ψ′(x) < 1/x + 1/x²
        for (int i = 0; i < 100 && high - low > 1e-13 * high; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Trigamma(middle) > value ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
