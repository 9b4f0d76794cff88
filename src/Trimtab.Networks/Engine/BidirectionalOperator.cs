using System.Numerics.Tensors;

namespace Trimtab.Networks.Engine;

/// <summary>Computes two layers of the same input and merges their outputs. Weights: the first one's, then the second one's.</summary>
/// <param name="first">The first operator.</param>
/// <param name="second">The second operator.</param>
/// <param name="merge">Merges the two.</param>
/// <param name="inputs">Numbers of an input row.</param>
/// <param name="outputs">Numbers of an output row of each.</param>
internal sealed class BidirectionalOperator(LayerOperator first, LayerOperator second, MergeOperator merge, int inputs, int outputs)
    : LayerOperator, IMaskedOperator
{
    private readonly int _tileLength = BlockLength.Of(outputs, Tile.Lanes);
    private AlignedBuffer? _first, _second, _gradient, _inputGradient;

    /// <inheritdoc/>
    internal override bool AllowsThreads => first.AllowsThreads && second.AllowsThreads;

    /// <inheritdoc/>
    public override void Reserve(int tiles)
    {
        first.Reserve(tiles);
        second.Reserve(tiles);
        Release();
        (_first, _second, _gradient) = (new(tiles, _tileLength), new(tiles, _tileLength), new(tiles, _tileLength));
        _inputGradient = new(tiles, inputs, Tile.Lanes);
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
        (first.Weights, second.Weights) = ([.. Weights.Take(Weights.Count / 2)], [.. Weights.Skip(Weights.Count / 2)]);
    }

    /// <inheritdoc/>
    public void MaskBy(ReadOnlySpan<float> numbers)
    {
        ((IMaskedOperator)first).MaskBy(numbers);
        ((IMaskedOperator)second).MaskBy(numbers);
    }

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        first.Forward(pass, x, Of(pass, _first!));
        second.Forward(pass, x, Of(pass, _second!));
        merge.Forward(pass, Outputs(pass, stackalloc nint[2], stackalloc int[2]), y);
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        var blocks = Outputs(pass, stackalloc nint[2], stackalloc int[2]);
        var gradient = Of(pass, _gradient!);
        var other = _inputGradient!.Span[..dx.Length];
        pass.BeginSums(this);
        merge.Backward(pass, blocks, y, dy, 0, gradient);
        first.Backward(pass, x, Of(pass, _first!), gradient, dx);
        merge.Backward(pass, blocks, y, dy, 1, gradient);
        second.Backward(pass, x, Of(pass, _second!), gradient, other);
        pass.EndSums(this);
        TensorPrimitives.Add(dx, other, dx);
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        first.Finish();
        second.Finish();
    }

    /// <inheritdoc/>
    internal override void ShareSums(LayerOperator of)
    {
        first.ShareSums(((BidirectionalOperator)of).First);
        second.ShareSums(((BidirectionalOperator)of).Second);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Release();
        first.Dispose();
        second.Dispose();
        merge.Dispose();
        base.Dispose(disposing);
    }

    private LayerOperator First => first;

    private LayerOperator Second => second;

    private Span<float> Of(Pass pass, AlignedBuffer block) => block.Span[..(pass.Tiles * _tileLength)];

    private InputBlocks Outputs(Pass pass, Span<nint> addresses, Span<int> lengths)
    {
        (addresses[0], addresses[1]) = (_first!.Address, _second!.Address);
        lengths.Fill(pass.Tiles * _tileLength);
        return new(addresses, lengths);
    }

    private void Release()
    {
        ReadOnlySpan<AlignedBuffer?> owned = [_first, _second, _gradient, _inputGradient];
        foreach (var buffer in owned)
        {
            buffer?.Dispose();
        }
    }
}
