namespace Trimtab.Networks.Engine;

/// <summary>
/// Computes a dense layer: y = f(xW + b), one panel of W at a time over all tiles of the pass, so that W is read from memory once.
/// </summary>
internal sealed unsafe class DenseOperator : LayerOperator
{
    private const int Square = PackedMatrix.PanelWidth * Tile.Lanes; // floats of sixteen vectors
    private const int TermsAtOnce = 128; // of two tiles and a panel, 24 KiB: they fit the L1 cache

    private readonly int _inputs, _units;
    private readonly IActivationFunction _activation;
    private readonly bool _useBias;
    private readonly PackedMatrix _weights;
    private PackedMatrix _weightSums;
    private AlignedBuffer _biasSums;
    private PackedMatrix? _transposedWeights;
    private AlignedBuffer? _preactivations, _gradientsByImage;
    private bool _isTransposed;

    public DenseOperator(int inputs, int units, IActivationFunction activation, bool useBias)
    {
        (_inputs, _units, _activation, _useBias) = (inputs, units, activation, useBias);
        _ = PackedMatrix.LengthOf(units, inputs); // of the transposed weights, which are made when they are needed
        _weights = new(inputs, _units);
        _weightSums = new(inputs, _units);
        _biasSums = new(_units, Tile.Lanes);
    }

    /// <inheritdoc/>
    internal override bool AllowsThreads => true;

    private bool IsLinear => _activation.Form == ActivationForm.Identity;

    private int InputLength => _inputs * Tile.Lanes;

    private int OutputLength => _units * Tile.Lanes;

    /// <inheritdoc/>
    public override void Reserve(int tiles)
    {
        _preactivations?.Dispose();
        _gradientsByImage?.Dispose();
        _preactivations = _activation.NeedsInput ? new(tiles, OutputLength) : null;
        _gradientsByImage = new(tiles, _weightSums.Panels, Square);
    }

    /// <inheritdoc/>
    public override void Prepare()
    {
        _weights.Pack(Weights[0].Pointer);
        _isTransposed = false;
    }

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        float* preactivations = _preactivations is null ? Address(y) : _preactivations.Pointer;
        Multiply(pass, _weights, Address(x), _inputs, _useBias ? Weights[1].Pointer : null, preactivations, _units);
        if (!IsLinear)
        {
            _activation.Forward(new(preactivations, y.Length), y, _units);
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        if (!IsLinear)
        {
            _activation.Backward(_preactivations is null ? [] : _preactivations.Span[..dy.Length], y, dy, _units);
        }

        TransposeGradients(pass, Address(dy));
        pass.BeginSums(this);
        BiasGradient.Accumulate(dy, _biasSums);
        AccumulateWeights(pass, Address(x));
        pass.EndSums(this);
        if (!dx.IsEmpty)
        {
            Multiply(pass, TransposedWeights(), Address(dy), _units, null, Address(dx), _inputs);
        }
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        _weightSums.Unpack(Address(Weights[0].Gradient));
        if (_useBias)
        {
            BiasGradient.Finish(_biasSums, Weights[1].Gradient);
        }
    }

    /// <inheritdoc/>
    internal override void ShareSums(LayerOperator first)
    {
        var other = (DenseOperator)first;
        _weightSums.Dispose();
        _biasSums.Dispose();
        (_weightSums, _biasSums) = (other._weightSums, other._biasSums);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        ReadOnlySpan<IDisposable?> owned = [_weights, _transposedWeights, _weightSums, _biasSums, _gradientsByImage, _preactivations];
        foreach (var buffer in owned)
        {
            buffer?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Writes y[tile, result] = bias[result] + Σ x[tile, term] · matrix[term, result].</summary>
    /// <remarks>Some terms at a time, so that their part of the panel stays in the L1 cache from tile to tile.</remarks>
    private static void Multiply(Pass pass, PackedMatrix matrix, float* x, int terms, float* bias, float* y, int results)
    {
        for (int panel = 0; panel < matrix.Panels; panel++)
        {
            for (int first = 0; first < terms; first += TermsAtOnce)
            {
                Kernels.Current.Multiply(
                    new()
                    {
                        Vectors = x + (first * Tile.Lanes),
                        Numbers = matrix.Panel(panel) + (first * PackedMatrix.PanelWidth),
                        IsAdjacent = true,
                        NumberStep = PackedMatrix.PanelWidth,
                        PerGroup = Math.Min(TermsAtOnce, terms - first),
                        Groups = 1,
                        Tiles = pass.Tiles,
                        VectorTile = terms * Tile.Lanes,
                        ResultTile = results * Tile.Lanes,
                    },
                    bias is null || first > 0 ? null : bias + (panel * PackedMatrix.PanelWidth),
                    add: first > 0,
                    y + (panel * Square),
                    matrix.WidthOf(panel));
            }
        }
    }

    /// <summary>
    /// Accumulates sum[input, unit] += x[input, image] · dy[unit, image], image by image, one unit per lane; the first pass of a step
    /// starts from 0.
    /// </summary>
    private void AccumulateWeights(Pass pass, float* x)
    {
        Kernels.Current.Multiply(
            new()
            {
                Vectors = _gradientsByImage!.Pointer,
                Numbers = x,
                IsAdjacent = false,
                NumberStep = 1,
                PerGroup = Tile.Lanes,
                Groups = pass.Tiles,
                VectorGroup = Square,
                NumberGroup = InputLength,
                Tiles = _weightSums.Panels,
                VectorTile = pass.Tiles * Square,
                ResultTile = _inputs * PackedMatrix.PanelWidth,
            },
            null,
            add: pass.FirstRow > 0,
            _weightSums.Panel(0),
            _inputs);
    }

    /// <summary>Writes the output gradients as <c>[panel of units][tile][image][unit]</c>.</summary>
    private void TransposeGradients(Pass pass, float* dy)
    {
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            for (int panel = 0; panel < _weightSums.Panels; panel++)
            {
                float* to = _gradientsByImage!.Pointer + (((panel * pass.Tiles) + tile) * Square);
                Transposition.ToTile(dy + (tile * OutputLength) + (panel * Square), Tile.Lanes, to);
            }
        }
    }

    /// <summary>The transposed weights, packed on first use after a change: the first layer of a net never needs them.</summary>
    private PackedMatrix TransposedWeights()
    {
        _transposedWeights ??= new(_units, _inputs);
        if (!_isTransposed)
        {
            _transposedWeights.PackTransposed(Weights[0].Pointer);
            _isTransposed = true;
        }

        return _transposedWeights;
    }
}
