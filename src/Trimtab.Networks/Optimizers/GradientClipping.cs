using System.Numerics.Tensors;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Clips gradients before a step: by value, then by the norm of each variable, then by the global norm.</summary>
/// <remarks>
/// The order is Keras's before 2.11; later versions apply only one. A gradient with a norm above the bound c is scaled by c/‖g‖
/// (Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks, 2013, algorithm 1).
/// </remarks>
internal static class GradientClipping
{
    /// <summary>Clips <paramref name="gradients"/> in place.</summary>
    /// <param name="optimizer">The optimizer, with the bounds.</param>
    /// <param name="gradients">Gradients of all variables.</param>
    /// <param name="variables">Offset and length of each variable's gradient.</param>
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
                ClipByNorm(gradients.Slice(offset, length), norm);
            }
        }

        if (optimizer.GlobalClipNorm is { } global)
        {
            ClipByNorm(gradients, global);
        }
    }

    private static void ClipByNorm(Span<float> gradient, float bound)
    {
        double norm = Math.Sqrt(Elementwise.Sum(gradient, squared: true));
        if (norm > bound)
        {
            TensorPrimitives.Multiply(gradient, (float)(bound / norm), gradient);
        }
    }
}
