using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>The gradient of a bias: the output gradient summed over positions as vectors, and over lanes when the batch ends.</summary>
internal static unsafe class BiasGradient
{
    /// <summary>Adds each channel's gradients over the positions of <paramref name="gradient"/> to its vector.</summary>
    public static void Accumulate(ReadOnlySpan<float> gradient, AlignedBuffer sums)
    {
        float* from = LayerOperator.Address(gradient);
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

    /// <summary>Takes a gradient back through max(x, 0) on its way to <paramref name="to"/> and adds it to the sums: one walk for three.</summary>
    /// <param name="gradient">With respect to the rectified numbers.</param>
    /// <param name="y">The rectified numbers.</param>
    /// <param name="to">As many; written.</param>
    /// <param name="sums">A vector per channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AccumulateRectified(ReadOnlySpan<float> gradient, ReadOnlySpan<float> y, float* to, AlignedBuffer sums)
    {
        float* from = LayerOperator.Address(gradient), rectified = LayerOperator.Address(y), sum = sums.Pointer;
        int position = sums.Length;
        for (int start = 0; start < gradient.Length; start += position)
        {
            for (int channel = 0; channel < position; channel += Tile.Lanes)
            {
                int at = start + channel;
                var value = Vector512.AndNot(Load(from + at), Vector512.LessThanOrEqual(Load(rectified + at), Vector512<float>.Zero));
                value.Store(to + at);
                (Load(sum + channel) + value).Store(sum + channel);
            }
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
