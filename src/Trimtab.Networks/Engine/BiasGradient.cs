using System.Runtime.Intrinsics;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>The gradient of a bias: the output gradient summed over positions as vectors, and over lanes when the batch ends.</summary>
internal static unsafe class BiasGradient
{
    /// <summary>Adds each channel's gradients over the positions of <paramref name="gradient"/> to its vector.</summary>
    public static void Accumulate(ReadOnlySpan<float> gradient, AlignedBuffer sums)
    {
        float* from = LayerKernel.Address(gradient);
        int position = sums.Length;
        for (int channel = 0; channel < position; channel += Tile.Lanes)
        {
            var sum = Load(sums.Pointer + channel);
            for (int at = channel; at < gradient.Length; at += position)
            {
                sum += Load(from + at);
            }

            sum.StoreAligned(sums.Pointer + channel);
        }
    }

    /// <summary>Writes the sum of each channel's lanes to <paramref name="gradient"/> and clears the vectors.</summary>
    public static void Finish(AlignedBuffer sums, Span<float> gradient)
    {
        for (int channel = 0; channel < gradient.Length; channel++)
        {
            gradient[channel] = Sum(Load(sums.Pointer + (channel * Tile.Lanes)));
        }

        sums.Span.Clear();
    }
}
