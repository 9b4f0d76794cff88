using System.Runtime.CompilerServices;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Softmax over channels: exp(x_c) / Σ exp(x_k), positive values with sum 1 at each position.</summary>
/// <remarks>The maximum of x is subtracted first, which prevents overflow.</remarks>
[Named("softmax")]
public sealed record Softmax : Activation
{
    /// <inheritdoc/>
    public override unsafe void Forward(ReadOnlySpan<float> x, Span<float> y, int channels)
    {
        Setting.RequireLength(y.Length, x.Length, nameof(y));
        int position = Check(y.Length, channels);
        fixed (float* from = x, to = y)
        {
            Processor.Run(new Values(from, to, y.Length, position));
        }
    }

    /// <inheritdoc/>
    public override unsafe void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels)
    {
        Setting.RequireLength(gradient.Length, y.Length, nameof(gradient));
        int position = Check(y.Length, channels);
        fixed (float* from = y, to = gradient)
        {
            Processor.Run(new Derivatives(from, to, y.Length, position));
        }
    }

    private static int Check(int length, int channels)
    {
        long position = (long)channels * Tile.Lanes;
        return position > 0 && length % position == 0 && position <= int.MaxValue
            ? (int)position
            : throw new ArgumentException(
                Invariant($"A block must hold whole positions of {channels} channels x {Tile.Lanes} images. Got {length} numbers."));
    }

    private readonly unsafe struct Values(float* x, float* y, int length, int position) : IVectorLoop
    {
        public void Run<TVector>()
            where TVector : struct, IFloatVector<TVector>
        {
            for (nint start = 0; start < length; start += position)
            {
                for (nint at = start; at < start + Tile.Lanes; at += TVector.Count)
                {
                    AtPosition<TVector>(x + at, y + at, position);
                }
            }
        }

        /// <summary>The channels of some images at one position.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void AtPosition<TVector>(float* x, float* y, nint position)
            where TVector : struct, IFloatVector<TVector>
        {
            var max = TVector.Load(x);
            for (nint i = Tile.Lanes; i < position; i += Tile.Lanes)
            {
                max = TVector.Max(max, TVector.Load(x + i));
            }

            TVector sum = default;
            for (nint i = 0; i < position; i += Tile.Lanes)
            {
                var power = Elementary<TVector>.Exp(TVector.Load(x + i) - max);
                sum += power;
                power.Store(y + i);
            }

            for (nint i = 0; i < position; i += Tile.Lanes)
            {
                (TVector.Load(y + i) / sum).Store(y + i);
            }
        }
    }

    private readonly unsafe struct Derivatives(float* y, float* gradient, int length, int position) : IVectorLoop
    {
        public void Run<TVector>()
            where TVector : struct, IFloatVector<TVector>
        {
            for (nint start = 0; start < length; start += position)
            {
                for (nint at = start; at < start + Tile.Lanes; at += TVector.Count)
                {
                    AtPosition<TVector>(y + at, gradient + at, position);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void AtPosition<TVector>(float* y, float* gradient, nint position)
            where TVector : struct, IFloatVector<TVector>
        {
            TVector mean = default; // Σ y_k g_k, the mean of the gradient under y
            for (nint i = 0; i < position; i += Tile.Lanes)
            {
                mean += TVector.Load(y + i) * TVector.Load(gradient + i);
            }

            for (nint i = 0; i < position; i += Tile.Lanes)
            {
                (TVector.Load(y + i) * (TVector.Load(gradient + i) - mean)).Store(gradient + i);
            }
        }
    }
}
