using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>The factor by which a constraint on norms multiplies each group of weights with a common norm.</summary>
internal interface INormRule
{
    /// <summary>Factor for a group of weights of this norm.</summary>
    double FactorOf(double norm);
}

/// <summary>Rescales groups of weights by a function of their Euclidean norm. Weights with a single axis are one group.</summary>
internal static class IncomingWeights
{
    private const int UnitsPerBlock = 64;

    /// <summary>Multiplies each group of weights by the factor of its norm.</summary>
    public static void Rescale<TRule>(TRule rule, Span<float> weights, Shape shape, NormAxis axis)
        where TRule : struct, INormRule
    {
        int units = shape.Count < 2 ? 1 : axis == NormAxis.First ? shape.Size / shape[0] : shape[^1];
        Span<double> buffer = stackalloc double[UnitsPerBlock];
        for (int first = 0; first < units; first += UnitsPerBlock)
        {
            var factors = buffer[..Math.Min(UnitsPerBlock, units - first)];
            factors.Clear();
            for (int row = first; row < weights.Length; row += units)
            {
                for (int unit = 0; unit < factors.Length; unit++)
                {
                    factors[unit] += (double)weights[row + unit] * weights[row + unit];
                }
            }

            foreach (ref double factor in factors)
            {
                factor = rule.FactorOf(Math.Sqrt(factor));
            }

            for (int row = first; row < weights.Length; row += units)
            {
                for (int unit = 0; unit < factors.Length; unit++)
                {
                    weights[row + unit] = (float)(weights[row + unit] * factors[unit]);
                }
            }
        }
    }
}
