namespace Trimtab.Networks;

/// <summary>x itself.</summary>
[Named("linear")]
public sealed record Linear : Activation
{
    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels)
    {
        if (x != y) // nothing to copy in place
        {
            x.CopyTo(y);
        }
    }

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels)
    {
    }
}
