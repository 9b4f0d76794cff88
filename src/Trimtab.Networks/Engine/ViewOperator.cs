namespace Trimtab.Networks.Engine;

/// <summary>Computes a reshape: the output is the input in another shape, and the next layer reads the same block.</summary>
internal sealed class ViewOperator : LayerOperator
{
    /// <inheritdoc/>
    public override bool IsView => true;

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y) => x.CopyTo(y);

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx) => dy.CopyTo(dx);
}
