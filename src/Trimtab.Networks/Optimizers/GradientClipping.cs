using System.Numerics.Tensors;

namespace Trimtab.Networks;

/// <summary>Bounds gradients before a step: by value, then by norm per variable, then by the norm over all of them.</summary>
/// <remarks>
/// The order is Keras's before 2.11; later versions apply only one. A norm that is too large scales the gradient by c/‖g‖
/// (Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks, 2013, algorithm 1).
/// </remarks>
internal static class GradientClipping
{
    /// <summary>Clips in place.</summary>
    /// <param name="optimizer">Says the bounds.</param>
    /// <param name="gradients">Of all variables.</param>
    /// <param name="variables">Where each variable's gradient is.</param>
    public static void Apply(Optimizer optimizer, Span<float> gradients, ReadOnlySpan<(int Offset, int Length)> variables)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (optimizer.ClipValue is { } value)
        {
            TensorPrimitives.Min(gradients, value, gradients);
            TensorPrimitives.Max(gradients, -value, gradients);
        }

        if (optimizer.ClipNorm is { } norm)
        {
            foreach (var (offset, length) in variables)
            {
                Shorten(gradients.Slice(offset, length), norm);
            }
        }

        if (optimizer.GlobalClipNorm is { } global)
        {
            Shorten(gradients, global);
        }
    }

    private static void Shorten(Span<float> gradient, float bound)
    {
        double norm = Math.Sqrt(Elementwise.Sum(gradient, squared: true));
        if (norm > bound)
        {
            TensorPrimitives.Multiply(gradient, (float)(bound / norm), gradient);
        }
    }
}
