namespace Trimtab.Networks;

/// <summary>What to multiply a unit's incoming weights by.</summary>
internal interface INormRule
{
    double FactorOf(double norm);
}

/// <summary>Rescales the incoming weights of each unit by a rule on their Euclidean norm.</summary>
/// <remarks>
/// A unit's incoming weights are those that share the last index: a dense layer's column (Keras's axis 0), a convolution's whole filter
/// (Keras's axis [0, 1, 2], which its documentation recommends). Weights of a single size are one group, as with Keras's axis 0.
/// </remarks>
internal static class IncomingWeights
{
    private const int UnitsAtOnce = 64;

    public static void Rescale<TRule>(TRule rule, Span<float> weights, Shape shape)
        where TRule : struct, INormRule
    {
        int units = shape.Count < 2 ? 1 : shape[^1];
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
