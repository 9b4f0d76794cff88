using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Networks.Engine;

/// <summary>Computes dropout: multiplies each activation, and its gradient, by 0 or by 1/(1 − rate).</summary>
internal sealed unsafe class DropoutOperator(double rate, int length) : LayerOperator
{
    private const int Block = 8; // one draw gives four 32-bit numbers of two halves each: eight units

    private readonly uint _threshold = (uint)Math.Round(rate * 65536); // of 16-bit draws
    private readonly float _scale = (float)(1 / (1 - rate));
    private readonly int _tileLength = BlockLength.Of(length, Tile.Lanes);
    private AlignedBuffer? _factors;

    /// <inheritdoc/>
    public override void Reserve(int tiles)
    {
        _factors?.Dispose();
        _factors = new(tiles, Tile.Count(length), Tile.Lanes, Tile.Lanes);
    }

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        if (!pass.IsTraining || _threshold == 0)
        {
            x.CopyTo(y);
            return;
        }

        ulong key = pass.RandomOf(Name).Key;
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            int at = tile * _tileLength;
            Draw(key, (uint)(pass.FirstRow + (tile * Tile.Lanes)), _factors!.Pointer + at, Address(x) + at, Address(y) + at);
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        if (!dx.IsEmpty)
        {
            if (_threshold == 0)
            {
                dy.CopyTo(dx);
            }
            else
            {
                TensorPrimitives.Multiply(dy, _factors!.Span[..dy.Length], dx);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _factors?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Draws the factors of a tile and writes y = x · factor, a block of units at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Draw(ulong key, uint firstRow, float* factors, float* x, float* y)
    {
        var images = Vector512.Create(firstRow) + Vector512<uint>.Indices;
        for (int unit = 0; unit < length; unit += Block, factors += Block * Tile.Lanes)
        {
            PhiloxLanes.Draw(key, (uint)(unit / Block), images, out var x0, out var x1, out var x2, out var x3);
            WriteFactors(x0, factors);
            WriteFactors(x1, factors + (2 * Tile.Lanes));
            WriteFactors(x2, factors + (4 * Tile.Lanes));
            WriteFactors(x3, factors + (6 * Tile.Lanes));
            int end = Math.Min(Block, length - unit) * Tile.Lanes;
            for (int i = 0; i < end; i += Tile.Lanes, x += Tile.Lanes, y += Tile.Lanes)
            {
                (Vector512.Load(x) * Vector512.Load(factors + i)).StoreAligned(y);
            }
        }
    }

    /// <summary>Writes the factors of two units, from the lower and the upper halves of the random numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteFactors(Vector512<uint> bits, float* factors)
    {
        var threshold = Vector512.Create(_threshold);
        var kept = Vector512.Create(_scale);
        (Vector512.GreaterThanOrEqual(bits & Vector512.Create(0xFFFFu), threshold).AsSingle() & kept).StoreAligned(factors);
        (Vector512.GreaterThanOrEqual(bits >> 16, threshold).AsSingle() & kept).StoreAligned(factors + Tile.Lanes);
    }
}
