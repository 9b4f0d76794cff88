using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trimtab;
using Trimtab.Data;
using Trimtab.Networks;
using Trimtab.Networks.Engine;

namespace OwnParts;

/// <summary>Multiplies every channel by a factor of its own, which is learned: y = g·x.</summary>
[Named("gain")]
public sealed record Gain : Layer
{
    /// <summary>The first factors. Default: ones.</summary>
    public Initializer GainInitializer { get; init; } = "ones";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(Shape input) => [new("gain", [input[^1]], GainInitializer)];

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new Kernel(input[^1]);

    /// <summary>A block holds sixteen images side by side, so the numbers of one channel at one position are one vector.</summary>
    private sealed class Kernel(int channels) : LayerOperator
    {
        private readonly float[] _sums = new float[channels * Tile.Lanes]; // Σ x·dy, a lane an image

        public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
        {
            var from = MemoryMarshal.Cast<float, Vector512<float>>(x);
            var to = MemoryMarshal.Cast<float, Vector512<float>>(y);
            var gain = Weights[0].Value;
            for (int i = 0; i < from.Length; i++)
            {
                to[i] = from[i] * gain[i % channels];
            }
        }

        public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
        {
            var from = MemoryMarshal.Cast<float, Vector512<float>>(x);
            var above = MemoryMarshal.Cast<float, Vector512<float>>(dy);
            var below = MemoryMarshal.Cast<float, Vector512<float>>(dx);
            var sums = MemoryMarshal.Cast<float, Vector512<float>>(_sums.AsSpan());
            var gain = Weights[0].Value;
            int perTile = from.Length / pass.Tiles;
            for (int i = 0; i < from.Length; i++)
            {
                // Lanes past the last image hold copies of it and must not count.
                var counts = Vector512.LessThan(
                    Vector512<float>.Indices, Vector512.Create((float)(pass.Rows - (i / perTile * Tile.Lanes))));
                sums[i % channels] += (from[i] * above[i]) & counts;
                if (!below.IsEmpty)
                {
                    below[i] = above[i] * gain[i % channels];
                }
            }
        }

        public override void Finish()
        {
            var gradient = Weights[0].Gradient;
            for (int channel = 0; channel < channels; channel++)
            {
                float sum = 0;
                foreach (float share in _sums.AsSpan(channel * Tile.Lanes, Tile.Lanes))
                {
                    sum += share;
                }

                gradient[channel] = sum;
            }

            Array.Clear(_sums);
        }
    }
}
