namespace Trimtab.Networks.Engine;

/// <summary><see cref="Dense"/> at work. The weight gradient's sums have a row of whole vectors per input until the batch ends.</summary>
internal sealed unsafe class DenseKernel : LayerKernel
{
    private readonly int _inputs, _units, _vectors;
    private readonly Activation _activation;
    private readonly bool _linear, _useBias;
    private readonly AlignedBuffer _turned, _sums, _biasSums, _byImage;
    private AlignedBuffer? _before;

    public DenseKernel(Dense layer, int inputs)
    {
        (_inputs, _units, _vectors) = (inputs, layer.Units, Tile.Count(layer.Units));
        (_activation, _linear, _useBias) = (layer.Activation, layer.Activation is Linear, layer.UseBias);
        _turned = new(inputs * _units);
        _sums = new(inputs * _vectors * Tile.Lanes);
        _biasSums = new(_units * Tile.Lanes);
        _byImage = new(Tile.Lanes * _vectors * Tile.Lanes);
    }

    private int InputLength => _inputs * Tile.Lanes;

    private int OutputLength => _units * Tile.Lanes;

    /// <inheritdoc/>
    public override void Reserve(int tiles)
    {
        _before?.Dispose();
        _before = _activation.NeedsInput ? new(tiles * OutputLength) : null;
    }

    /// <inheritdoc/>
    public override void Prepare() => Transposition.Turn(Weights[0].Pointer, _inputs, _units, _turned.Pointer, _inputs);

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        float* bias = _useBias ? Weights[1].Pointer : null;
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            float* output = Address(y) + (tile * OutputLength);
            float* before = _before is null ? output : _before.Pointer + (tile * OutputLength);
            DenseProduct.Multiply<DenseProduct.Adjacent>(
                _inputs, _units, Address(x) + (tile * InputLength), 1, Weights[0].Pointer, _units, bias, false, before, 1);
            if (!_linear)
            {
                _activation.Forward(new(before, OutputLength), new(output, OutputLength), _units);
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            var gradient = dy.Slice(tile * OutputLength, OutputLength);
            if (!_linear)
            {
                ReadOnlySpan<float> before = _before is null ? [] : _before.Span.Slice(tile * OutputLength, OutputLength);
                _activation.Backward(before, y.Slice(tile * OutputLength, OutputLength), gradient, _units);
            }

            BiasGradient.Accumulate(gradient, _biasSums);
            AccumulateWeights(Address(x) + (tile * InputLength), Address(gradient));
            if (!dx.IsEmpty)
            {
                DenseProduct.Multiply<DenseProduct.Adjacent>(
                    _units, _inputs, Address(gradient), 1, _turned.Pointer, _inputs, null, false, Address(dx) + (tile * InputLength), 1);
            }
        }
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        var gradient = Weights[0].Gradient;
        var sums = _sums.Span;
        int row = _vectors * Tile.Lanes;
        for (int input = 0; input < _inputs; input++)
        {
            var to = gradient.Slice(input * _units, _units);
            var from = sums.Slice(input * row, _units);
            for (int unit = 0; unit < to.Length; unit++)
            {
                to[unit] += from[unit];
            }
        }

        sums.Clear();
        if (_useBias)
        {
            BiasGradient.Finish(_biasSums, Weights[1].Gradient);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var buffer in (ReadOnlySpan<AlignedBuffer?>)[_turned, _sums, _biasSums, _byImage, _before])
        {
            buffer?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Adds one tile: sum[input, unit] += x[input, image] · dy[unit, image], image by image, with a lane per unit.</summary>
    private void AccumulateWeights(float* x, float* dy)
    {
        Transposition.Turn(dy, _units, Tile.Lanes, _byImage.Pointer, _vectors * Tile.Lanes);
        for (int vector = 0; vector < _vectors; vector++)
        {
            DenseProduct.Multiply<DenseProduct.VectorApart>(
                Tile.Lanes, _inputs, _byImage.Pointer + (vector * Tile.Lanes), _vectors, x, 1, null, true, _sums.Pointer + (vector * Tile.Lanes), _vectors);
        }
    }
}
