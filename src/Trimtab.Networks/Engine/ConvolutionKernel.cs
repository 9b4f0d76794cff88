namespace Trimtab.Networks.Engine;

/// <summary><see cref="Conv2D"/> at work.</summary>
/// <remarks>
/// Forward pads a tile where it must and convolves it. Backward spreads the output gradient over a map with room around each cell
/// (the stride's gaps and the kernel's rim), so that the data gradient is a plain convolution of that map with the turned kernel.
/// </remarks>
internal sealed unsafe class Conv2DOperator : LayerOperator
{
    private readonly WindowGeometry _rows, _columns;
    private readonly int _channels, _filters, _spreadRow, _spreadStart, _rowGap, _columnGap;
    private readonly ConvolutionPath _path, _turnedPath;
    private readonly Activation _activation;
    private readonly bool _rectify, _linear, _padded, _useBias;
    private readonly AlignedBuffer _turned, _sums, _room, _biasSums, _spread;
    private readonly Size2D _kernel;
    private AlignedBuffer? _input, _before;

    public Conv2DOperator(Conv2D layer, WindowGeometry rows, WindowGeometry columns, int channels)
    {
        (_rows, _columns, _channels, _filters, _kernel) = (rows, columns, channels, layer.Filters, layer.KernelSize);
        (_activation, _useBias) = (layer.Activation, layer.UseBias);
        (_rectify, _linear) = (_activation is Relu, _activation is Linear);
        int paddedRows = rows.Before + rows.Input + rows.After, paddedColumns = columns.Before + columns.Input + columns.After;
        _padded = paddedRows != rows.Input || paddedColumns != columns.Input;
        int inputRow = paddedColumns * channels * Tile.Lanes;
        _path = new()
        {
            Rows = rows.Output,
            Columns = columns.Output,
            Outputs = _filters,
            KernelRows = _kernel.Rows,
            Taps = _kernel.Columns * channels,
            InputRow = inputRow,
            RowStep = layer.Strides.Rows * inputRow,
            ColumnStep = layer.Strides.Columns * channels * Tile.Lanes,
        };

        int spreadRows = paddedRows + _kernel.Rows - 1, spreadColumns = paddedColumns + _kernel.Columns - 1;
        _spreadRow = spreadColumns * _filters * Tile.Lanes;
        _spreadStart = ((_kernel.Rows - 1) * _spreadRow) + ((_kernel.Columns - 1) * _filters * Tile.Lanes);
        (_rowGap, _columnGap) = (layer.Strides.Rows * _spreadRow, layer.Strides.Columns * _filters * Tile.Lanes);
        _turnedPath = new()
        {
            Rows = rows.Input,
            Columns = columns.Input,
            Outputs = channels,
            KernelRows = _kernel.Rows,
            Taps = _kernel.Columns * _filters,
            InputRow = _spreadRow,
            RowStep = _spreadRow,
            ColumnStep = _filters * Tile.Lanes,
        };

        _turned = new(_kernel.Rows * _kernel.Columns * channels * _filters);
        _sums = new(ConvolutionWeightGradient.Length(_path));
        _room = new(ConvolutionWeightGradient.RoomLength(_path));
        _biasSums = new(_filters * Tile.Lanes);
        _spread = new(spreadRows * _spreadRow);
    }

    private int InputLength => _rows.Input * _columns.Input * _channels * Tile.Lanes;

    private int PaddedLength => (_rows.Before + _rows.Input + _rows.After) * _path.InputRow;

    private int OutputRow => _path.Columns * _filters * Tile.Lanes;

    private int OutputLength => _path.Rows * OutputRow;

    /// <inheritdoc/>
    public override void Reserve(int tiles)
    {
        _input?.Dispose();
        _before?.Dispose();
        _input = _padded ? new(tiles * PaddedLength) : null;
        _before = _activation.NeedsInput ? new(tiles * OutputLength) : null;
    }

    /// <inheritdoc/>
    public override void Prepare()
    {
        var kernel = Weights[0].Value;
        var turned = _turned.Span;
        int taps = _kernel.Rows * _kernel.Columns, tap = _channels * _filters;
        for (int position = 0; position < taps; position++)
        {
            int from = position * tap, to = (taps - 1 - position) * tap;
            for (int channel = 0; channel < _channels; channel++)
            {
                for (int filter = 0; filter < _filters; filter++)
                {
                    turned[to + (filter * _channels) + channel] = kernel[from + (channel * _filters) + filter];
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        float* bias = _useBias ? Weights[1].Pointer : null;
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            float* input = Address(x) + (tile * InputLength);
            if (_padded)
            {
                input = Pad(input, tile);
            }

            float* output = Address(y) + (tile * OutputLength);
            float* before = _before is null ? output : _before.Pointer + (tile * OutputLength);
            Convolution.Forward(_path, input, Weights[0].Pointer, bias, before, _rectify);
            if (!_rectify && !_linear)
            {
                _activation.Forward(new(before, OutputLength), new(output, OutputLength), _filters);
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            Spread(dy.Slice(tile * OutputLength, OutputLength), y.Slice(tile * OutputLength, OutputLength), tile);
            float* input = _padded ? _input!.Pointer + (tile * PaddedLength) : Address(x) + (tile * InputLength);
            ConvolutionWeightGradient.Accumulate(_path, input, _spread.Pointer + _spreadStart, _rowGap, _columnGap, _sums.Pointer, _room.Pointer);
            if (!dx.IsEmpty)
            {
                float* rim = _spread.Pointer + (_rows.Before * _spreadRow) + (_columns.Before * _filters * Tile.Lanes);
                Convolution.Forward(_turnedPath, rim, _turned.Pointer, null, Address(dx) + (tile * InputLength), rectify: false);
            }
        }
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        ConvolutionWeightGradient.Finish(_path, _sums.Pointer, Weights[0].Gradient);
        if (_useBias)
        {
            BiasGradient.Finish(_biasSums, Weights[1].Gradient);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var buffer in (ReadOnlySpan<AlignedBuffer?>)[_turned, _sums, _room, _biasSums, _spread, _input, _before])
        {
            buffer?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Copies a tile into the middle of its padded map; the rim is zero from the start and stays so.</summary>
    private float* Pad(float* x, int tile)
    {
        float* padded = _input!.Pointer + (tile * PaddedLength);
        int row = _columns.Input * _channels * Tile.Lanes;
        float* to = padded + (_rows.Before * _path.InputRow) + (_columns.Before * _channels * Tile.Lanes);
        for (int r = 0; r < _rows.Input; r++, x += row, to += _path.InputRow)
        {
            new ReadOnlySpan<float>(x, row).CopyTo(new(to, row));
        }

        return padded;
    }

    /// <summary>Takes the output gradient back through the activation, row by row, into the map with room around each cell.</summary>
    private void Spread(Span<float> dy, ReadOnlySpan<float> y, int tile)
    {
        float* to = _spread.Pointer + _spreadStart;
        bool sideBySide = _columnGap == _filters * Tile.Lanes;
        for (int start = 0; start < OutputLength; start += OutputRow, to += _rowGap)
        {
            var gradient = dy.Slice(start, OutputRow);
            if (_rectify && sideBySide)
            {
                BiasGradient.AccumulateRectified(gradient, y.Slice(start, OutputRow), to, _biasSums);
                continue;
            }

            if (sideBySide)
            {
                var row = new Span<float>(to, OutputRow);
                gradient.CopyTo(row);
                gradient = row;
            }

            if (!_linear)
            {
                ReadOnlySpan<float> before = _before is null ? [] : _before.Span.Slice((tile * OutputLength) + start, OutputRow);
                _activation.Backward(before, y.Slice(start, OutputRow), gradient, _filters);
            }

            BiasGradient.Accumulate(gradient, _biasSums);
            if (!sideBySide)
            {
                Scatter(gradient, to);
            }
        }
    }

    private void Scatter(ReadOnlySpan<float> row, float* to)
    {
        int cell = _filters * Tile.Lanes;
        for (int from = 0; from < row.Length; from += cell, to += _columnGap)
        {
            row.Slice(from, cell).CopyTo(new(to, cell));
        }
    }
}
