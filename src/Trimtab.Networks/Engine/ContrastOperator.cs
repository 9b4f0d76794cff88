using System.Runtime.Intrinsics;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>
/// Changes the contrast of each image in training: y = (x − mean) · f + mean, with the mean of each channel and a factor f that is drawn
/// for the image's place in the batch. Not in training, the identity.
/// </summary>
/// <param name="positions">Positions of an image.</param>
/// <param name="channels">Channels.</param>
/// <param name="lowest">The smallest factor.</param>
/// <param name="highest">The largest factor.</param>
internal sealed unsafe class ContrastOperator(int positions, int channels, double lowest, double highest) : LayerOperator
{
    private readonly int _tileLength = BlockLength.Of(positions, channels, Tile.Lanes);

    private int Position => channels * Tile.Lanes;

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        if (!pass.IsTraining)
        {
            x.CopyTo(y);
            return;
        }

        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            Adjust(Address(x) + ((nint)tile * _tileLength), Factors(pass, tile), Address(y) + ((nint)tile * _tileLength));
        }
    }

    /// <summary>The map is its own transpose: dx = (dy − mean) · f + mean.</summary>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        for (int tile = 0; tile < (dx.IsEmpty ? 0 : pass.Tiles); tile++)
        {
            Adjust(Address(dy) + ((nint)tile * _tileLength), Factors(pass, tile), Address(dx) + ((nint)tile * _tileLength));
        }
    }

    private void Adjust(float* from, Vector512<float> factors, float* to)
    {
        var count = Vector512.Create((float)positions);
        for (int channel = 0; channel < channels; channel++, from += Tile.Lanes, to += Tile.Lanes)
        {
            var sum = Vector512<float>.Zero;
            for (nint at = 0; at < _tileLength; at += Position)
            {
                sum += Load(from + at);
            }

            var mean = sum / count;
            for (nint at = 0; at < _tileLength; at += Position)
            {
                MultiplyAdd(Load(from + at) - mean, factors, mean).StoreAligned(to + at);
            }
        }
    }

    /// <summary>The factors of the images of a tile.</summary>
    private Vector512<float> Factors(Pass pass, int tile)
    {
        float* factors = stackalloc float[Tile.Lanes];
        var random = pass.RandomOf(Name);
        for (int lane = 0; lane < Tile.Lanes; lane++)
        {
            var draws = random.At(pass.FirstRow + (tile * Tile.Lanes) + lane).Stream();
            factors[lane] = (float)(lowest + ((highest - lowest) * draws.NextDouble()));
        }

        return Load(factors);
    }
}
