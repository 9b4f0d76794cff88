using System.Runtime.Intrinsics;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Softmax over channels: exp(x_c) / Σ exp(x_k), positive values with sum 1 at each position.</summary>
/// <remarks>The maximum of x is subtracted first, which prevents overflow.</remarks>
[Named("softmax")]
public sealed record Softmax : Activation
{
    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels)
    {
        Setting.RequireLength(y.Length, x.Length, nameof(y));
        int position = Check(y.Length, channels);
        for (int start = 0; start < x.Length; start += position)
        {
            int end = start + position;
            var max = Elementwise.Load(x, start);
            for (int i = start + Elementwise.Count; i < end; i += Elementwise.Count)
            {
                max = Vector512.Max(max, Elementwise.Load(x, i));
            }

            var sum = Vector512<float>.Zero;
            for (int i = start; i < end; i += Elementwise.Count)
            {
                var power = Elementary.Exp(Elementwise.Load(x, i) - max);
                sum += power;
                Elementwise.Store(power, y, i);
            }

            for (int i = start; i < end; i += Elementwise.Count)
            {
                Elementwise.Store(Elementwise.Load(y, i) / sum, y, i);
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels)
    {
        Setting.RequireLength(gradient.Length, y.Length, nameof(gradient));
        int position = Check(y.Length, channels);
        for (int start = 0; start < y.Length; start += position)
        {
            int end = start + position;
            var mean = Vector512<float>.Zero; // Σ y_k g_k, the mean of the gradient under y
            for (int i = start; i < end; i += Elementwise.Count)
            {
                mean += Elementwise.Load(y, i) * Elementwise.Load(gradient, i);
            }

            for (int i = start; i < end; i += Elementwise.Count)
            {
                Elementwise.Store(Elementwise.Load(y, i) * (Elementwise.Load(gradient, i) - mean), gradient, i);
            }
        }
    }

    private static int Check(int length, int channels)
    {
        long position = (long)channels * Elementwise.Count;
        return position > 0 && length % position == 0 && position <= int.MaxValue
            ? (int)position
            : throw new ArgumentException(
                Invariant($"A block must hold whole positions of {channels} channels x {Elementwise.Count} images. Got {length} numbers."));
    }
}
