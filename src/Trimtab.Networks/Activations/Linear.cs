using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Identity: f(x) = x.</summary>
[Named("linear")]
public sealed record Linear : Activation
{
    /// <inheritdoc/>
    private protected override ActivationForm Form => ActivationForm.Identity;

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels)
    {
        if (x != y) // in place there is nothing to copy
        {
            x.CopyTo(y);
        }
    }

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels)
    {
    }
}
