namespace Trimtab.Networks.Engine;

/// <summary>Passes its input on: only the shape changes, and the net lets the next layer read the same block.</summary>
internal sealed class ViewKernel : LayerOperator
{
    /// <inheritdoc/>
    public override bool IsView => true;

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y) => x.CopyTo(y);

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx) => dy.CopyTo(dx);
}
