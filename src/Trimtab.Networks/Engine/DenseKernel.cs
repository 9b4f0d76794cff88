namespace Trimtab.Networks.Engine;

/// <summary><see cref="Dense"/> at work, a strip of the weights at a time over all tiles of the pass: weights that fill no cache are read once.</summary>
internal sealed unsafe class DenseKernel : LayerOperator
{
    private const int Square = Strips.Width * Tile.Lanes; // floats of sixteen vectors

    private readonly int _inputs, _units;
    private readonly Activation _activation;
    private readonly bool _linear, _useBias;
    private readonly Strips _weights, _sums;
    private readonly AlignedBuffer _biasSums;
    private Strips? _turned;
    private AlignedBuffer? _before, _byImage;
    private bool _isTurned;

    public DenseKernel(Dense layer, int inputs)
    {
        (_inputs, _units) = (inputs, layer.Units);
        (_activation, _linear, _useBias) = (layer.Activation, layer.Activation is Linear, layer.UseBias);
        _weights = new(inputs, _units);
        _sums = new(inputs, _units);
        _biasSums = new(_units * Tile.Lanes);
    }

    private int InputLength => _inputs * Tile.Lanes;

    private int OutputLength => _units * Tile.Lanes;

    /// <inheritdoc/>
    public override void Reserve(int tiles)
    {
        _before?.Dispose();
        _byImage?.Dispose();
        _before = _activation.NeedsInput ? new(tiles * OutputLength) : null;
        _byImage = new(tiles * _sums.Count * Square);
    }

    /// <inheritdoc/>
    public override void Prepare()
    {
        _weights.Pack(Weights[0].Pointer);
        _isTurned = false;
    }

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        float* before = _before is null ? Address(y) : _before.Pointer;
        Multiply(pass, _weights, Address(x), _inputs, _useBias ? Weights[1].Pointer : null, before, _units);
        if (!_linear)
        {
            _activation.Forward(new(before, y.Length), y, _units);
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        if (!_linear)
        {
            _activation.Backward(_before is null ? [] : _before.Span[..dy.Length], y, dy, _units);
        }

        BiasGradient.Accumulate(dy, _biasSums);
        AccumulateWeights(pass, Address(x), Address(dy));
        if (!dx.IsEmpty)
        {
            Multiply(pass, Turned(), Address(dy), _units, null, Address(dx), _inputs);
        }
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        _sums.Unpack(Address(Weights[0].Gradient));
        if (_useBias)
        {
            BiasGradient.Finish(_biasSums, Weights[1].Gradient);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var owned in (ReadOnlySpan<IDisposable?>)[_weights, _turned, _sums, _biasSums, _byImage, _before])
        {
            owned?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Writes y[tile, result] = bias[result] + Σ x[tile, term] · matrix[term, result].</summary>
    private static void Multiply(Pass pass, Strips matrix, float* x, int terms, float* bias, float* y, int results)
    {
        for (int strip = 0; strip < matrix.Count; strip++)
        {
            for (int tile = 0; tile < pass.Tiles; tile++)
            {
                DenseProduct.Multiply<DenseProduct.Adjacent>(
                    new()
                    {
                        Vectors = x + ((nint)tile * terms * Tile.Lanes),
                        Numbers = matrix.Of(strip),
                        NumberStep = Strips.Width,
                        PerGroup = terms,
                        Groups = 1,
                    },
                    bias is null ? null : bias + (strip * Strips.Width),
                    add: false,
                    y + ((nint)tile * results * Tile.Lanes) + (strip * Square),
                    matrix.WidthOf(strip));
            }
        }
    }

    /// <summary>Adds sum[input, unit] += x[input, image] · dy[unit, image], image by image, with a lane per unit; a step's first pass starts from 0.</summary>
    private void AccumulateWeights(Pass pass, float* x, float* dy)
    {
        TurnByImage(pass, dy);
        for (int strip = 0; strip < _sums.Count; strip++)
        {
            for (int input = 0; input < _inputs; input += Strips.Width)
            {
                DenseProduct.Multiply<DenseProduct.VectorApart>(
                    new()
                    {
                        Vectors = _byImage!.Pointer + (strip * pass.Tiles * Square),
                        Numbers = x + (input * Tile.Lanes),
                        NumberStep = 1,
                        PerGroup = Tile.Lanes,
                        Groups = pass.Tiles,
                        VectorGroup = Square,
                        NumberGroup = InputLength,
                    },
                    null,
                    add: pass.FirstRow > 0,
                    _sums.Of(strip) + (input * Strips.Width),
                    Math.Min(Strips.Width, _inputs - input));
            }
        }
    }

    /// <summary>Writes the output gradients as [strip of units][tile][image][unit].</summary>
    private void TurnByImage(Pass pass, float* dy)
    {
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            for (int strip = 0; strip < _sums.Count; strip++)
            {
                float* to = _byImage!.Pointer + (((strip * pass.Tiles) + tile) * Square);
                Transposition.ToTile(dy + (tile * OutputLength) + (strip * Square), Tile.Lanes, to);
            }
        }
    }

    /// <summary>The weights turned, made when a pass first asks after they changed: the first layer of a net never does.</summary>
    private Strips Turned()
    {
        _turned ??= new(_units, _inputs);
        if (!_isTurned)
        {
            _turned.PackTurned(Weights[0].Pointer);
            _isTurned = true;
        }

        return _turned;
    }
}
