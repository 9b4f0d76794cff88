namespace Trimtab.Networks.Engine;

/// <summary>Computes max pooling, also over whole images.</summary>
internal sealed unsafe class MaxPoolingOperator(PoolingPath path) : LayerOperator
{
    private AlignedBuffer? _cells;

    /// <summary>The geometry.</summary>
    public PoolingPath Path => path;

    /// <inheritdoc/>
    public override void Reserve(int tiles)
    {
        _cells?.Dispose();
        _cells = new(tiles, path.OutputLength);
    }

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            int* cells = pass.IsTraining ? Cells(tile) : null;
            Pooling.Maximum(path, Address(x) + (tile * path.InputLength), Address(y) + (tile * path.OutputLength), cells);
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        for (int tile = 0; tile < (dx.IsEmpty ? 0 : pass.Tiles); tile++)
        {
            Pooling.MaximumGradient(path, Cells(tile), Address(dy) + (tile * path.OutputLength), Address(dx) + (tile * path.InputLength));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _cells?.Dispose();
        base.Dispose(disposing);
    }

    private int* Cells(int tile) => (int*)_cells!.Pointer + (tile * path.OutputLength);
}

/// <summary>Computes average pooling, also over whole images.</summary>
internal sealed unsafe class AveragePoolingOperator(PoolingPath path) : LayerOperator
{
    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            Pooling.Average(path, Address(x) + (tile * path.InputLength), Address(y) + (tile * path.OutputLength));
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        for (int tile = 0; tile < (dx.IsEmpty ? 0 : pass.Tiles); tile++)
        {
            Pooling.AverageGradient(path, Address(dy) + (tile * path.OutputLength), Address(dx) + (tile * path.InputLength));
        }
    }
}
