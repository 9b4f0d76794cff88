using System.Numerics.Tensors;

namespace Trimtab.Networks.Engine;

/// <summary>Computes dropout of whole channels: what dropout makes of ones, one per channel, holds at every position.</summary>
/// <param name="rate">Fraction of channels dropped.</param>
/// <param name="channels">Channels.</param>
internal sealed class SpatialDropoutOperator(double rate, int channels) : LayerOperator
{
    private readonly DropoutOperator _dropout = new(rate, channels);
    private readonly int _position = BlockLength.Of(channels, Tile.Lanes);
    private AlignedBuffer? _ones, _factors;

    /// <inheritdoc/>
    public override void Reserve(int tiles)
    {
        _ones?.Dispose();
        _factors?.Dispose();
        (_ones, _factors) = (new(tiles, _position), new(tiles, _position));
        _ones.Span.Fill(1);
        _dropout.Reserve(tiles);
    }

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        if (!pass.IsTraining)
        {
            x.CopyTo(y);
            return;
        }

        int length = pass.Tiles * _position;
        _dropout.Name = Name;
        _dropout.Forward(pass, _ones!.Span[..length], _factors!.Span[..length]);
        Multiply(pass, x, y);
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        if (!dx.IsEmpty)
        {
            Multiply(pass, dy, dx);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _dropout.Dispose();
        _ones?.Dispose();
        _factors?.Dispose();
        base.Dispose(disposing);
    }

    private void Multiply(Pass pass, ReadOnlySpan<float> from, Span<float> to)
    {
        for (int tile = 0, length = from.Length / pass.Tiles; tile < pass.Tiles; tile++)
        {
            var factors = _factors!.Span.Slice(tile * _position, _position);
            for (int at = tile * length; at < (tile + 1) * length; at += _position)
            {
                TensorPrimitives.Multiply(from.Slice(at, _position), factors, to.Slice(at, _position));
            }
        }
    }
}
