using System.Runtime.Intrinsics;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>Computes batch normalization per channel. Weights: gamma, beta, moving mean, moving variance.</summary>
internal sealed unsafe class BatchNormalizationOperator : LayerOperator
{
    private readonly int _channels, _tileLength;
    private readonly float _momentum, _epsilon;
    private readonly float[] _mean, _scale; // per channel: μ and 1/√(σ² + ε) of the last pass

    /// <param name="channels">Channels; the last axis of the input.</param>
    /// <param name="size">Numbers of one input row.</param>
    /// <param name="momentum">Fraction of the moving statistics kept at each step.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public BatchNormalizationOperator(int channels, int size, float momentum, float epsilon)
    {
        (_channels, _tileLength, _momentum, _epsilon) = (channels, BlockLength.Of(size, Tile.Lanes), momentum, epsilon);
        (_mean, _scale) = (new float[_channels], new float[_channels]);
    }

    /// <inheritdoc/>
    public override bool NeedsWholeBatch => true;

    private int Position => _channels * Tile.Lanes;

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int channel = 0; channel < _channels; channel++)
        {
            if (pass.IsTraining)
            {
                ComputeStatistics(pass, x, channel);
            }
            else
            {
                _mean[channel] = Weights[2].Value[channel];
                _scale[channel] = 1 / MathF.Sqrt(Weights[3].Value[channel] + _epsilon);
            }

            var mean = Vector512.Create(_mean[channel]);
            var factor = Vector512.Create(Weights[0].Value[channel] * _scale[channel]);
            var beta = Vector512.Create(Weights[1].Value[channel]);
            for (nint at = channel * Tile.Lanes; at < x.Length; at += Position)
            {
                MultiplyAdd(Load(Address(x) + at) - mean, factor, beta).StoreAligned(Address(y) + at);
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        float count = (float)pass.Rows * (_tileLength / Position);
        for (int channel = 0; channel < _channels; channel++)
        {
            var mean = Vector512.Create(_mean[channel]);
            var scale = Vector512.Create(_scale[channel]);
            Vector512<float> sum = default, sumOfProducts = default;
            for (nint at = channel * Tile.Lanes; at < x.Length; at += Position)
            {
                var gradient = Load(Address(dy) + at);
                sum += gradient;
                sumOfProducts = MultiplyAdd(gradient, (Load(Address(x) + at) - mean) * scale, sumOfProducts);
            }

            float dBeta = Sum(sum), dGamma = Sum(sumOfProducts);
            Write(Weights[0].Gradient, channel, dGamma);
            Write(Weights[1].Gradient, channel, dBeta);
            if (!dx.IsEmpty)
            {
                InputGradient(pass, channel, x, dy, dx, dBeta / count, dGamma / count);
            }
        }
    }

    private static void Write(Span<float> gradient, int channel, float value)
    {
        if (!gradient.IsEmpty)
        {
            gradient[channel] = value;
        }
    }

    /// <summary>Mask of the lanes that hold an image of the batch.</summary>
    private static Vector512<float> Valid(Pass pass, int tile) =>
        Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(pass.Rows - (tile * Tile.Lanes))).AsSingle();

    /// <summary>dx = γ/√(σ² + ε) · (dy − mean(dy) − x̂ · mean(dy·x̂)), 0 in lanes past the last image.</summary>
    private void InputGradient(
        Pass pass, int channel, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, float meanGradient, float meanProduct)
    {
        var mean = Vector512.Create(_mean[channel]);
        var scale = Vector512.Create(_scale[channel]);
        var factor = Vector512.Create(Weights[0].Value[channel] * _scale[channel]);
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            var valid = Valid(pass, tile);
            for (nint at = (tile * _tileLength) + (channel * Tile.Lanes); at < (tile + 1) * _tileLength; at += Position)
            {
                var normalized = (Load(Address(x) + at) - mean) * scale;
                var gradient = Load(Address(dy) + at) - Vector512.Create(meanGradient) - (normalized * Vector512.Create(meanProduct));
                (factor * gradient & valid).StoreAligned(Address(dx) + at);
            }
        }
    }

    /// <summary>
    /// Computes a channel's mean and population variance over the batch, in two passes, and updates its moving statistics.
    /// </summary>
    private void ComputeStatistics(Pass pass, ReadOnlySpan<float> x, int channel)
    {
        float count = (float)pass.Rows * (_tileLength / Position);
        float mean = SumOf(pass, x, channel, 0, squared: false) / count;
        float variance = SumOf(pass, x, channel, mean, squared: true) / count;
        (_mean[channel], _scale[channel]) = (mean, 1 / MathF.Sqrt(variance + _epsilon));
        UpdateMoving(ref Weights[2].Value[channel], mean);
        UpdateMoving(ref Weights[3].Value[channel], variance);
    }

    private void UpdateMoving(ref float moving, float batch) => moving = (moving * _momentum) + (batch * (1 - _momentum));

    private float SumOf(Pass pass, ReadOnlySpan<float> x, int channel, float center, bool squared)
    {
        var sum = Vector512<float>.Zero;
        var middle = Vector512.Create(center);
        for (int tile = 0; tile < pass.Tiles; tile++)
        {
            var valid = Valid(pass, tile);
            for (nint at = (tile * _tileLength) + (channel * Tile.Lanes); at < (tile + 1) * _tileLength; at += Position)
            {
                var value = (Load(Address(x) + at) - middle) & valid;
                sum += squared ? value * value : value;
            }
        }

        return Sum(sum);
    }
}
