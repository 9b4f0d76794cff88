namespace Trimtab.Networks.Engine;

/// <summary>Computes a layer that is two in a row, with the first one's output in between.</summary>
/// <param name="first">The operator that takes the input.</param>
/// <param name="second">The operator that makes the output.</param>
/// <param name="between">Numbers of a row between the two.</param>
/// <param name="weightsOfFirst">How many of the layer's variables are the first operator's; the others are the second's.</param>
internal sealed class ChainOperator(LayerOperator first, LayerOperator second, int between, int weightsOfFirst) : LayerOperator
{
    private readonly int _tileLength = BlockLength.Of(between, Tile.Lanes);
    private AlignedBuffer? _block, _gradient;

    /// <inheritdoc/>
    internal override bool AllowsThreads => first.AllowsThreads && second.AllowsThreads;

    /// <inheritdoc/>
    public override bool NeedsWholeBatch => first.NeedsWholeBatch || second.NeedsWholeBatch;

    /// <inheritdoc/>
    public override void Reserve(int tiles)
    {
        first.Reserve(tiles);
        second.Reserve(tiles);
        _block?.Dispose();
        _gradient?.Dispose();
        (_block, _gradient) = (new(tiles, _tileLength), new(tiles, _tileLength));
    }

    /// <inheritdoc/>
    public override void Prepare()
    {
        first.Prepare();
        second.Prepare();
    }

    /// <inheritdoc/>
    private protected override void OnBound()
    {
        (first.Name, second.Name, first.Number, second.Number) = (Name, Name, PartOfAnother, PartOfAnother);
        (first.Weights, second.Weights) = ([.. Weights.Take(weightsOfFirst)], [.. Weights.Skip(weightsOfFirst)]);
    }

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        var block = _block!.Span[..(pass.Tiles * _tileLength)];
        first.Forward(pass, x, block);
        second.Forward(pass, block, y);
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        Span<float> block = _block!.Span[..(pass.Tiles * _tileLength)], gradient = _gradient!.Span[..block.Length];
        pass.BeginSums(this);
        second.Backward(pass, block, y, dy, gradient);
        first.Backward(pass, x, block, gradient, dx);
        pass.EndSums(this);
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        first.Finish();
        second.Finish();
    }

    /// <inheritdoc/>
    internal override void ShareSums(LayerOperator other)
    {
        first.ShareSums(((ChainOperator)other).First);
        second.ShareSums(((ChainOperator)other).Second);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        first.Dispose();
        second.Dispose();
        _block?.Dispose();
        _gradient?.Dispose();
        base.Dispose(disposing);
    }

    private LayerOperator First => first;

    private LayerOperator Second => second;
}
