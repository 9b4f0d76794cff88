namespace Trimtab.Statistics;

/// <summary>Student's t distribution. Thread-safe.</summary>
public static class StudentT
{
    /// <summary>P(T &gt; <paramref name="t"/>); NaN for NaN.</summary>
    /// <param name="t">Any number, infinities included.</param>
    /// <param name="degreesOfFreedom">Above 0.</param>
    public static double Above(double t, double degreesOfFreedom)
    {
        _ = Setting.Above(degreesOfFreedom, 0, nameof(degreesOfFreedom));
        if (double.IsNaN(t) || double.IsInfinity(t))
        {
            return double.IsNaN(t) ? double.NaN : t > 0 ? 0 : 1;
        }

        double square = t * t, sum = degreesOfFreedom + square;
        double half = IncompleteBeta.Of(degreesOfFreedom / sum, square / sum, degreesOfFreedom / 2, 0.5) / 2;
        return t >= 0 ? half : 1 - half;
    }

    /// <summary>P(T ≤ <paramref name="t"/>); NaN for NaN.</summary>
    /// <param name="t">Any number, infinities included.</param>
    /// <param name="degreesOfFreedom">Above 0.</param>
    public static double Below(double t, double degreesOfFreedom) => Above(-t, degreesOfFreedom);

    /// <summary>The t with P(T ≤ t) = <paramref name="probability"/>, to 1e-12 of itself.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <param name="degreesOfFreedom">Above 0.</param>
    public static double Quantile(double probability, double degreesOfFreedom)
    {
        if (probability is not (> 0 and < 1))
        {
            throw Setting.OutOfRange(nameof(probability), Invariant($"A probability must be above 0 and below 1. Got {probability}."));
        }

        double tail = Math.Min(probability, 1 - probability);
        double low = 0, high = 1;
        while (Above(high, degreesOfFreedom) > tail)
        {
            (low, high) = (high, high * 2);
        }

        for (int i = 0; i < 200 && high - low > 1e-15 * high; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Above(middle, degreesOfFreedom) > tail ? (middle, high) : (low, middle);
        }

        return probability < 0.5 ? -(low + high) / 2 : (low + high) / 2;
    }
}
