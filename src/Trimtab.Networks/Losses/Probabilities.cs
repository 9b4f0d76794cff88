using System.Numerics.Tensors;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>What the crossentropies share: Keras's cut of probabilities, and sums of exponentials that do not overflow.</summary>
internal static class Probabilities
{
    /// <summary>Keras's epsilon.</summary>
    public const float Epsilon = 1e-7f;

    /// <summary>p cut to [ε, 1 - ε], in single precision as Keras does it.</summary>
    public static float Clip(float p) => Math.Clamp(p, Epsilon, 1 - Epsilon);

    /// <summary>The derivative of <see cref="Clip"/>: whether p was not changed.</summary>
    public static bool IsInside(float p) => p is >= Epsilon and <= 1 - Epsilon;

    /// <summary>log Σ exp(x). NaN where an x is.</summary>
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
