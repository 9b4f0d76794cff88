using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>Gradient of a bias: the output gradient summed over positions per lane, and over lanes at the end of the batch.</summary>
internal static unsafe class BiasGradient
{
    /// <summary>Adds the gradients of each channel, over all positions in order, to the channel's accumulator.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(ReadOnlySpan<float> gradient, AlignedBuffer sums)
    {
        float* from = LayerOperator.Address(gradient), end = from + gradient.Length, sum = sums.Pointer;
        int position = sums.Length, channel = 0;
        for (; channel + (4 * Tile.Lanes) <= position; channel += 4 * Tile.Lanes, sum += 4 * Tile.Lanes)
        {
            Vector512<float> s0 = Load(sum), s1 = Load(sum + 16), s2 = Load(sum + 32), s3 = Load(sum + 48);
            for (float* at = from + channel; at < end; at += position)
            {
                s0 += Load(at);
                s1 += Load(at + 16);
                s2 += Load(at + 32);
                s3 += Load(at + 48);
            }

            s0.StoreAligned(sum);
            s1.StoreAligned(sum + 16);
            s2.StoreAligned(sum + 32);
            s3.StoreAligned(sum + 48);
        }

        for (; channel < position; channel += Tile.Lanes, sum += Tile.Lanes)
        {
            var s = Load(sum);
            for (float* at = from + channel; at < end; at += position)
            {
                s += Load(at);
            }

            s.StoreAligned(sum);
        }
    }

    /// <summary>Replaces the gradient with respect to max(x, 0) by that with respect to x.</summary>
    /// <param name="y">The rectified values.</param>
    /// <param name="gradient">As long as <paramref name="y"/>; read and written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rectify(ReadOnlySpan<float> y, Span<float> gradient)
    {
        float* rectified = LayerOperator.Address(y), to = LayerOperator.Address(gradient);
        for (int i = 0; i < gradient.Length; i += Tile.Lanes)
        {
            Rectify(rectified + i, to + i, to + i);
        }
    }

    /// <summary>
    /// Copies the gradient through max(x, 0) to <paramref name="to"/> and adds it to the accumulators, in one pass over memory.
    /// </summary>
    /// <param name="gradient">The gradient with respect to the rectified values.</param>
    /// <param name="y">The rectified values.</param>
    /// <param name="to">As long as <paramref name="gradient"/>, written; may be the same memory.</param>
    /// <param name="sums">The accumulators: one vector per channel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AccumulateRectified(ReadOnlySpan<float> gradient, ReadOnlySpan<float> y, float* to, AlignedBuffer sums)
    {
        float* from = LayerOperator.Address(gradient), rectified = LayerOperator.Address(y), sum = sums.Pointer;
        int position = sums.Length, channel = 0, length = gradient.Length; // a position past the end is more than 32 bits hold
        for (; channel + (4 * Tile.Lanes) <= position; channel += 4 * Tile.Lanes, sum += 4 * Tile.Lanes)
        {
            Vector512<float> s0 = Load(sum), s1 = Load(sum + 16), s2 = Load(sum + 32), s3 = Load(sum + 48);
            for (nint at = channel; at < length; at += position)
            {
                s0 += Rectify(rectified + at, from + at, to + at);
                s1 += Rectify(rectified + at + 16, from + at + 16, to + at + 16);
                s2 += Rectify(rectified + at + 32, from + at + 32, to + at + 32);
                s3 += Rectify(rectified + at + 48, from + at + 48, to + at + 48);
            }

            s0.StoreAligned(sum);
            s1.StoreAligned(sum + 16);
            s2.StoreAligned(sum + 32);
            s3.StoreAligned(sum + 48);
        }

        for (; channel < position; channel += Tile.Lanes, sum += Tile.Lanes)
        {
            var s = Load(sum);
            for (nint at = channel; at < length; at += position)
            {
                s += Rectify(rectified + at, from + at, to + at);
            }

            s.StoreAligned(sum);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Rectify(float* y, float* gradient, float* to)
    {
        var value = Vector512.AndNot(Load(gradient), Vector512.LessThanOrEqual(Load(y), Vector512<float>.Zero));
        value.Store(to);
        return value;
    }
}
