namespace Trimtab.Networks.Engine;

/// <summary>Computes an activation layer: y = f(x).</summary>
internal sealed class ActivationOperator(IActivationFunction activation, int channels) : LayerOperator
{
    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y) => activation.Forward(x, y, channels);

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        if (!dx.IsEmpty)
        {
            dy.CopyTo(dx);
            activation.Backward(x, y, dx, channels);
        }
    }
}
