namespace Trimtab.Networks.Engine;

/// <summary>Computes a dense layer: y = f(xW + b), at each position by the same weights: each is a tile of its own.</summary>
internal sealed unsafe class DenseOperator : LayerOperator
{
    private readonly int _positions, _inputs, _units;
    private readonly IActivationFunction _activation;
    private readonly bool _useBias;
    private readonly DenseMatrix _weights;
    private AlignedBuffer _biasSums;
    private AlignedBuffer? _preactivations;

    public DenseOperator(int inputs, int units, IActivationFunction activation, bool useBias, int positions = 1)
    {
        (_positions, _inputs, _units, _activation, _useBias) = (positions, inputs, units, activation, useBias);
        _weights = new(inputs, units);
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
        _preactivations = _activation.NeedsInput ? new(tiles, _positions, OutputLength) : null;
        _weights.Reserve(BlockLength.Of(tiles, _positions));
    }

    /// <inheritdoc/>
    public override void Prepare() => _weights.Prepare(Weights[0].Pointer);

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        float* preactivations = _preactivations is null ? Address(y) : _preactivations.Pointer;
        float* bias = _useBias ? Weights[1].Pointer : null;
        _weights.Multiply(new(Address(x), InputLength), new(preactivations, OutputLength), pass.Tiles * _positions, bias, add: false);
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

        int tiles = pass.Tiles * _positions;
        _weights.TakeGradients(Address(dy), tiles);
        pass.BeginSums(this);
        BiasGradient.Accumulate(dy, _biasSums);
        _weights.Accumulate(new(Address(x), InputLength), 0, tiles, tiles, add: pass.FirstRow > 0);
        pass.EndSums(this);
        if (!dx.IsEmpty)
        {
            _weights.MultiplyTransposed(new(Address(dy), OutputLength), new(Address(dx), InputLength), tiles, add: false);
        }
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        _weights.Finish(Address(Weights[0].Gradient));
        if (_useBias)
        {
            BiasGradient.Finish(_biasSums, Weights[1].Gradient);
        }
    }

    /// <inheritdoc/>
    internal override void ShareSums(LayerOperator first)
    {
        var other = (DenseOperator)first;
        _biasSums.Dispose();
        _biasSums = other._biasSums;
        _weights.ShareSums(other._weights);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _weights.Dispose();
        _biasSums.Dispose();
        _preactivations?.Dispose();
        base.Dispose(disposing);
    }
}
