using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>Gradient of a bias: the output gradient summed over positions per lane, and over lanes at the end of the batch.</summary>
internal static unsafe class BiasGradient
{
    /// <summary>Adds the gradients of each channel, over all positions, to the channel's accumulator.</summary>
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

    /// <summary>
    /// Copies the gradient through max(x, 0) to <paramref name="to"/> and adds it to the accumulators, in one pass over memory.
    /// </summary>
    /// <param name="gradient">The gradient with respect to the rectified values.</param>
    /// <param name="y">The rectified values.</param>
    /// <param name="to">As long as <paramref name="gradient"/>; written.</param>
    /// <param name="sums">The accumulators: one vector per channel.</param>
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

    /// <summary>Writes the sum over lanes of each channel to <paramref name="gradient"/> and resets the accumulators.</summary>
    public static void Finish(AlignedBuffer sums, Span<float> gradient)
    {
        for (int channel = 0; channel < gradient.Length; channel++)
        {
            gradient[channel] = Sum(Load(sums.Pointer + (channel * Tile.Lanes)));
        }

        sums.Span.Clear();
    }
}
