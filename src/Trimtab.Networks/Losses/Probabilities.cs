using System.Numerics.Tensors;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Operations shared by the cross-entropies: clipping of probabilities as in Keras, and log-sum-exp.</summary>
internal static class Probabilities
{
    /// <summary>Keras's epsilon.</summary>
    public const float Epsilon = 1e-7f;

    /// <summary>p clipped to [ε, 1 − ε], in single precision as in Keras.</summary>
    public static float Clip(float p) => Math.Clamp(p, Epsilon, 1 - Epsilon);

    /// <summary>Whether <see cref="Clip"/> leaves p unchanged, so that its derivative is 1.</summary>
    public static bool IsInside(float p) => p is >= Epsilon and <= 1 - Epsilon;

    /// <summary>log Σ exp(x), without overflow. NaN if an x is NaN.</summary>
    public static double LogSumExp(ReadOnlySpan<float> x)
    {
        double max = TensorPrimitives.Max(x), sum = 0;
        foreach (float value in x)
        {
            sum += PortableMath.Exp(value - max);
        }

        return max + PortableMath.Log(sum);
    }
}
