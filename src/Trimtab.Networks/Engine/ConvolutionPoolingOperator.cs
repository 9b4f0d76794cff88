namespace Trimtab.Networks.Engine;

/// <summary>
/// Computes a rectified convolution and the max pooling of its output at once, if the pooling covers it: see
/// <see cref="Conv2DOperator.FuseWith"/>.
/// </summary>
/// <remarks>
/// The rows of one row of windows are convolved and pooled while they are in the cache; the convolution's output is never stored as a
/// whole.
/// max(x, 0) has a gradient where the maximum of its window does, so that the backward pass writes each output's gradient to the one cell
/// that was the maximum, in the convolution's gradient itself. The bits are those of the two operators.
/// </remarks>
internal sealed unsafe class ConvolutionPoolingOperator : LayerOperator
{
    private readonly Conv2DOperator _convolution;
    private readonly MaxPoolingOperator _second;
    private readonly PoolingPath _pooling;
    private readonly AlignedBuffer _rows;
    private AlignedBuffer? _cells;

    /// <param name="convolution">A rectified convolution with a contiguous gradient.</param>
    /// <param name="pooling">A pooling whose windows part the convolution's output.</param>
    public ConvolutionPoolingOperator(Conv2DOperator convolution, MaxPoolingOperator pooling)
    {
        (_convolution, _second, _pooling) = (convolution, pooling, pooling.Path);
        _rows = new(Math.Min(_pooling.RowAxis.Window, _pooling.RowAxis.Input), convolution.OutputRow);
    }

    /// <inheritdoc/>
    internal override bool AllowsThreads => true;

    /// <inheritdoc/>
    public override void Reserve(int tiles)
    {
        _convolution.Reserve(tiles);
        _cells?.Dispose();
        _cells = new(tiles, _pooling.OutputLength);
    }

    /// <inheritdoc/>
    public override void Prepare() => _convolution.Prepare();

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            float* input = _convolution.Input(x, tile);
            for (int row = 0; row < _pooling.Rows; row++)
            {
                var window = _pooling.At(row, 0);
                _convolution.ForwardRows(input, window.Top, window.Bottom - window.Top, _rows.Pointer);
                Pooling.MaximumOfRow(
                    _pooling,
                    row,
                    _rows.Pointer,
                    Address(y) + (tile * _pooling.OutputLength) + (row * _pooling.OutputRow),
                    pass.IsTraining ? Cells(tile) + (row * _pooling.OutputRow) : null);
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        pass.BeginSums(this); // the convolution ends them
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            for (int row = 0; row < _pooling.Rows; row++)
            {
                int at = (tile * _pooling.OutputLength) + (row * _pooling.OutputRow);
                BiasGradient.Rectify(y.Slice(at, _pooling.OutputRow), dy.Slice(at, _pooling.OutputRow));
                var window = _pooling.At(row, 0);
                float* gradient = _convolution.GradientRow(window.Top);
                Pooling.MaximumGradientOfRow(
                    _pooling, row, Cells(tile) + (row * _pooling.OutputRow), Address(dy) + at, gradient, _convolution.GradientStep);
                for (int r = window.Top; r < window.Bottom; r++)
                {
                    _convolution.AccumulateBias(r);
                }
            }

            _convolution.AccumulateGradients(pass, x, dx, tile);
        }
    }

    /// <inheritdoc/>
    public override void Finish() => _convolution.Finish();

    /// <inheritdoc/>
    internal override void ShareSums(LayerOperator first) =>
        _convolution.ShareSums(((ConvolutionPoolingOperator)first)._convolution);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _convolution.Dispose();
        _second.Dispose();
        _rows.Dispose();
        _cells?.Dispose();
        base.Dispose(disposing);
    }

    private int* Cells(int tile) => (int*)_cells!.Pointer + (tile * _pooling.OutputLength);
}
