namespace Trimtab.Networks.Engine;

/// <summary>Computes a 2D convolution layer: y = f(x ⋆ w + b).</summary>
/// <remarks>
/// The forward pass pads each tile if necessary and convolves it. The backward pass dilates the output gradient by the strides and pads it
/// by the kernel size, so that the gradient with respect to the input is a convolution with stride 1 by the flipped kernel.
/// </remarks>
internal sealed unsafe class Conv2DOperator : LayerOperator
{
    private readonly WindowGeometry _rows, _columns;
    private readonly int _channels, _filters, _paddedLength, _dilatedRow, _dilatedStart, _rowStep, _columnStep;
    private readonly ConvolutionPath _path, _flippedPath;
    private readonly IActivationFunction _activation;
    private readonly bool _isPadded, _useBias;
    private readonly AlignedBuffer _flippedKernel, _workspace, _dilated;
    private AlignedBuffer _kernelSums, _biasSums;
    private AlignedBuffer? _paddedInput, _preactivations;

    /// <param name="rows">The windows along the rows.</param>
    /// <param name="columns">The windows along the columns.</param>
    /// <param name="channels">Input channels.</param>
    /// <param name="filters">Output channels.</param>
    /// <param name="activation">f.</param>
    /// <param name="useBias">Whether there is a bias b.</param>
    public Conv2DOperator(
        WindowGeometry rows, WindowGeometry columns, int channels, int filters, IActivationFunction activation, bool useBias)
    {
        (_rows, _columns, _channels, _filters, _activation, _useBias) = (rows, columns, channels, filters, activation, useBias);
        _isPadded = rows.Padded != rows.Input || columns.Padded != columns.Input;
        int inputRow = BlockLength.Of(columns.Padded, channels, Tile.Lanes);
        _paddedLength = BlockLength.Of(rows.Padded, inputRow);
        _path = new()
        {
            Rows = rows.Output,
            Columns = columns.Output,
            Outputs = _filters,
            KernelRows = rows.Window,
            Taps = columns.Window * channels,
            InputRow = inputRow,
            RowStep = rows.Stride * inputRow,
            ColumnStep = columns.Stride * channels * Tile.Lanes,
        };

        long dilatedRows = rows.Padded + rows.Window - 1, dilatedColumns = columns.Padded + columns.Window - 1;
        _dilatedRow = BlockLength.Of(dilatedColumns, _filters, Tile.Lanes);
        _ = BlockLength.Of(dilatedRows, _dilatedRow); // the longest of all: every step and index is less
        _dilatedStart = ((rows.Window - 1) * _dilatedRow) + ((columns.Window - 1) * _filters * Tile.Lanes);
        (_rowStep, _columnStep) = (rows.Stride * _dilatedRow, columns.Stride * _filters * Tile.Lanes);
        _flippedPath = new()
        {
            Rows = rows.Input,
            Columns = columns.Input,
            Outputs = channels,
            KernelRows = rows.Window,
            Taps = columns.Window * _filters,
            InputRow = _dilatedRow,
            RowStep = _dilatedRow,
            ColumnStep = _filters * Tile.Lanes,
        };

        _flippedKernel = new(rows.Window, columns.Window, channels, _filters);
        _kernelSums = new(ConvolutionWeightGradient.Length(_path));
        _workspace = new(ConvolutionWeightGradient.WorkspaceLength(_path));
        _biasSums = new(_filters, Tile.Lanes);
        _dilated = new(dilatedRows, _dilatedRow);
    }

    /// <inheritdoc/>
    internal override bool AllowsThreads => true;

    private bool IsRectified => _activation.Form == ActivationForm.Rectifier;

    /// <summary>Whether the columns of the output gradient follow one another in memory: the column stride is 1.</summary>
    private bool HasContiguousGradient => _columnStep == _filters * Tile.Lanes;

    /// <summary>Floats from one row of <see cref="GradientRow"/> to the next.</summary>
    public int GradientStep => _rowStep;

    /// <summary>Floats of one row of a tile of output.</summary>
    public int OutputRow => _path.Columns * _filters * Tile.Lanes;

    private bool IsLinear => _activation.Form == ActivationForm.Identity;

    private int InputLength => _rows.Input * _columns.Input * _channels * Tile.Lanes;

    private int OutputLength => _path.Rows * OutputRow;

    /// <inheritdoc/>
    public override LayerOperator? FuseWith(LayerOperator next) =>
        IsRectified && HasContiguousGradient && next is MaxPoolingOperator { Path.IsPartition: true } pooling
            ? new ConvolutionPoolingOperator(this, pooling)
            : null;

    /// <inheritdoc/>
    public override void Reserve(int tiles)
    {
        _paddedInput?.Dispose();
        _preactivations?.Dispose();
        _paddedInput = _isPadded ? new(tiles, _paddedLength) : null;
        _preactivations = _activation.NeedsInput ? new(tiles, OutputLength) : null;
    }

    /// <inheritdoc/>
    public override void Prepare()
    {
        var kernel = Weights[0].Value;
        var flipped = _flippedKernel.Span;
        int taps = _rows.Window * _columns.Window, tap = _channels * _filters;
        for (int position = 0; position < taps; position++)
        {
            int from = position * tap, to = (taps - 1 - position) * tap;
            for (int channel = 0; channel < _channels; channel++)
            {
                for (int filter = 0; filter < _filters; filter++)
                {
                    flipped[to + (filter * _channels) + channel] = kernel[from + (channel * _filters) + filter];
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            float* output = Address(y) + (tile * OutputLength);
            float* preactivations = _preactivations is null ? output : _preactivations.Pointer + (tile * OutputLength);
            ForwardRows(Input(x, tile), 0, _path.Rows, preactivations);
            if (!IsRectified && !IsLinear)
            {
                _activation.Forward(new(preactivations, OutputLength), new(output, OutputLength), _filters);
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        pass.BeginSums(this);
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            var gradient = dy.Slice(tile * OutputLength, OutputLength);
            var output = y.Slice(tile * OutputLength, OutputLength);
            if (dx.IsEmpty)
            {
                int column = _filters * Tile.Lanes; // without a gradient to pass on, nothing is to be dilated
                Dilate(gradient, output, tile, Address(gradient), OutputRow, column);
                AccumulateKernel(pass, x, tile, Address(gradient), OutputRow, column);
            }
            else
            {
                Dilate(gradient, output, tile, GradientRow(0), _rowStep, _columnStep);
                AccumulateGradients(pass, x, dx, tile);
            }
        }
    }

    /// <summary>The input of a tile, in the forward pass: copied into its padding, if there is any.</summary>
    public float* Input(ReadOnlySpan<float> x, int tile)
    {
        float* input = Address(x) + (tile * InputLength);
        return _isPadded ? Pad(input, tile) : input;
    }

    /// <summary>Writes some rows of the output of a tile, before an activation other than max(x, 0).</summary>
    /// <param name="input">From <see cref="Input"/>.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="y">The rows; written.</param>
    public void ForwardRows(float* input, int first, int count, float* y) => Kernels.Current.Convolve(
        _path with { Rows = count },
        input + (first * _path.RowStep),
        Weights[0].Pointer,
        _useBias ? Weights[1].Pointer : null,
        y,
        IsRectified);

    /// <summary>
    /// A row of the gradient with respect to the convolution, before the activation; all are to be written before
    /// <see cref="AccumulateGradients"/>.
    /// </summary>
    public float* GradientRow(int row) => _dilated.Pointer + _dilatedStart + (row * _rowStep);

    /// <summary>Adds a row of a contiguous gradient to the bias gradient.</summary>
    public void AccumulateBias(int row) => BiasGradient.Accumulate(new(GradientRow(row), OutputRow), _biasSums);

    /// <summary>Adds to the weight gradient what a tile contributes, and writes the gradient with respect to its input.</summary>
    /// <param name="pass">The pass; the sums are the next one's to add to after its last tile.</param>
    /// <param name="x">The input block.</param>
    /// <param name="dx">The gradient with respect to the input block; written. Empty if it is not needed.</param>
    /// <param name="tile">The tile.</param>
    public void AccumulateGradients(Pass pass, ReadOnlySpan<float> x, Span<float> dx, int tile)
    {
        AccumulateKernel(pass, x, tile, GradientRow(0), _rowStep, _columnStep);
        if (!dx.IsEmpty)
        {
            float* start = _dilated.Pointer + (_rows.Before * _dilatedRow) + (_columns.Before * _filters * Tile.Lanes);
            Kernels.Current.Convolve(
                _flippedPath, start, _flippedKernel.Pointer, null, Address(dx) + (tile * InputLength), rectify: false);
        }
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        ConvolutionWeightGradient.Finish(_path, _kernelSums.Pointer, Weights[0].Gradient);
        if (_useBias)
        {
            BiasGradient.Finish(_biasSums, Weights[1].Gradient);
        }
    }

    /// <inheritdoc/>
    internal override void ShareSums(LayerOperator first)
    {
        var other = (Conv2DOperator)first;
        _kernelSums.Dispose();
        _biasSums.Dispose();
        (_kernelSums, _biasSums) = (other._kernelSums, other._biasSums);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        ReadOnlySpan<AlignedBuffer?> owned = [_flippedKernel, _kernelSums, _workspace, _biasSums, _dilated, _paddedInput, _preactivations];
        foreach (var buffer in owned)
        {
            buffer?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void AccumulateKernel(Pass pass, ReadOnlySpan<float> x, int tile, float* gradient, int row, int column)
    {
        float* input = _isPadded ? _paddedInput!.Pointer + (tile * _paddedLength) : Address(x) + (tile * InputLength);
        Kernels.Current.AccumulateKernel(_path, input, gradient, row, column, _kernelSums.Pointer, _workspace.Pointer);
        if (tile == pass.Tiles - 1)
        {
            pass.EndSums(this);
        }
    }

    /// <summary>Copies a tile into its zero-padded buffer; the padding is never written.</summary>
    private float* Pad(float* x, int tile)
    {
        float* padded = _paddedInput!.Pointer + (tile * _paddedLength);
        int row = _columns.Input * _channels * Tile.Lanes;
        float* to = padded + (_rows.Before * _path.InputRow) + (_columns.Before * _channels * Tile.Lanes);
        for (int r = 0; r < _rows.Input; r++, x += row, to += _path.InputRow)
        {
            new ReadOnlySpan<float>(x, row).CopyTo(new(to, row));
        }

        return padded;
    }

    /// <summary>
    /// Propagates the output gradient through the activation, row by row, to memory with other steps, and accumulates the bias gradient.
    /// </summary>
    private void Dilate(Span<float> dy, ReadOnlySpan<float> y, int tile, float* to, int rowStep, int columnStep)
    {
        bool isContiguous = columnStep == _filters * Tile.Lanes;
        for (int start = 0; start < OutputLength; start += OutputRow, to += rowStep)
        {
            var gradient = dy.Slice(start, OutputRow);
            if (IsRectified && isContiguous)
            {
                BiasGradient.AccumulateRectified(gradient, y.Slice(start, OutputRow), to, _biasSums);
                continue;
            }

            if (isContiguous)
            {
                var row = new Span<float>(to, OutputRow);
                gradient.CopyTo(row);
                gradient = row;
            }

            if (!IsLinear)
            {
                ReadOnlySpan<float> preactivations =
                    _preactivations is null ? [] : _preactivations.Span.Slice((tile * OutputLength) + start, OutputRow);
                _activation.Backward(preactivations, y.Slice(start, OutputRow), gradient, _filters);
            }

            BiasGradient.Accumulate(gradient, _biasSums);
            if (!isContiguous)
            {
                Scatter(gradient, to);
            }
        }
    }

    private void Scatter(ReadOnlySpan<float> row, float* to)
    {
        int cell = _filters * Tile.Lanes;
        for (int from = 0; from < row.Length; from += cell, to += _columnStep)
        {
            row.Slice(from, cell).CopyTo(new(to, cell));
        }
    }
}
