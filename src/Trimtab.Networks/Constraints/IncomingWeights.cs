using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>The factors of a constraint on norms: each group of weights that share a norm is multiplied by one.</summary>
internal interface INormRule
{
    double FactorOf(double norm);
}

/// <summary>Rescales the weights of each group by a rule on their Euclidean norm. Weights of a single size are one group.</summary>
internal static class IncomingWeights
{
    private const int UnitsAtOnce = 64;

    public static void Rescale<TRule>(TRule rule, Span<float> weights, Shape shape, NormAxis axis)
        where TRule : struct, INormRule
    {
        int units = shape.Count < 2 ? 1 : axis == NormAxis.First ? shape.Size / shape[0] : shape[^1];
        Span<double> buffer = stackalloc double[UnitsAtOnce];
        for (int first = 0; first < units; first += UnitsAtOnce)
        {
            var factors = buffer[..Math.Min(UnitsAtOnce, units - first)];
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
