using System.Runtime.Intrinsics;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>
/// Computes layer and group normalization: groups of numbers of each image are normalized on their own. Weights, in this order: gamma, if
/// there is one, and beta, if there is one; a number per channel.
/// </summary>
/// <remarks>
/// A group is some neighbouring channels at all positions of a part of the image. Layer normalization: each position is a part, and all
/// channels are a group. Group normalization: the whole image is a part.
/// </remarks>
internal sealed unsafe class RowNormalizationOperator : LayerOperator
{
    private readonly int _parts, _positions, _channels, _group;
    private readonly float _epsilon;
    private readonly bool _hasGamma, _hasBeta;
    private AlignedBuffer _gammaSums, _betaSums;
    private AlignedBuffer? _means, _scales; // of each group: μ and 1/√(σ² + ε), a vector each

    /// <param name="parts">Parts of an image that are normalized on their own.</param>
    /// <param name="positions">Positions of a part.</param>
    /// <param name="channels">Channels at a position.</param>
    /// <param name="groups">Groups of channels; a divisor of their number.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="hasGamma">Whether the result is scaled.</param>
    /// <param name="hasBeta">Whether a number is added to it.</param>
    public RowNormalizationOperator(int parts, int positions, int channels, int groups, float epsilon, bool hasGamma, bool hasBeta)
    {
        (_parts, _positions, _channels, _group, _epsilon) = (parts, positions, channels, channels / groups, epsilon);
        (_hasGamma, _hasBeta) = (hasGamma, hasBeta);
        (_gammaSums, _betaSums) = (new(channels, Tile.Lanes), new(channels, Tile.Lanes));
    }

    /// <inheritdoc/>
    internal override bool AllowsThreads => true;

    private int Position => _channels * Tile.Lanes;

    private int Part => _positions * Position;

    private int Group => _group * Tile.Lanes;

    /// <inheritdoc/>
    public override void Reserve(int tiles)
    {
        _means?.Dispose();
        _scales?.Dispose();
        (_means, _scales) = (new(tiles, _parts, _channels / _group, Tile.Lanes), new(tiles, _parts, _channels / _group, Tile.Lanes));
    }

    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        float* mean = _means!.Pointer, scale = _scales!.Pointer;
        for (int part = 0; part < pass.Tiles * _parts; part++)
        {
            for (int channel = 0; channel < _channels; channel += _group, mean += Tile.Lanes, scale += Tile.Lanes)
            {
                nint start = ((nint)part * Part) + (channel * Tile.Lanes);
                ComputeStatistics(Address(x) + start, mean, scale);
                Normalize(Address(x) + start, Load(mean), Load(scale), channel, Address(y) + start);
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx)
    {
        pass.BeginSums(this);
        ForEachGroup(pass, x, dy, dx, accumulate: true);
        pass.EndSums(this);
        if (!dx.IsEmpty)
        {
            ForEachGroup(pass, x, dy, dx, accumulate: false);
        }
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        if (_hasGamma)
        {
            BiasGradient.Finish(_gammaSums, Weights[0].Gradient);
        }

        if (_hasBeta)
        {
            BiasGradient.Finish(_betaSums, Weights[^1].Gradient);
        }
    }

    /// <inheritdoc/>
    internal override void ShareSums(LayerOperator first)
    {
        var other = (RowNormalizationOperator)first;
        _gammaSums.Dispose();
        _betaSums.Dispose();
        (_gammaSums, _betaSums) = (other._gammaSums, other._betaSums);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        ReadOnlySpan<AlignedBuffer?> owned = [_gammaSums, _betaSums, _means, _scales];
        foreach (var buffer in owned)
        {
            buffer?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Mean and population variance of a group, in two passes, as the mean and 1/√(σ² + ε).</summary>
    private void ComputeStatistics(float* x, float* mean, float* scale)
    {
        var count = Vector512.Create((float)_positions * _group);
        Vector512<float> sum = default, squares = default;
        for (int position = 0; position < _positions; position++)
        {
            for (int at = 0; at < Group; at += Tile.Lanes)
            {
                sum += Load(x + ((nint)position * Position) + at);
            }
        }

        var middle = sum / count;
        for (int position = 0; position < _positions; position++)
        {
            for (int at = 0; at < Group; at += Tile.Lanes)
            {
                var distance = Load(x + ((nint)position * Position) + at) - middle;
                squares = MultiplyAdd(distance, distance, squares);
            }
        }

        middle.StoreAligned(mean);
        (Vector512.Create(1f) / Vector512.Sqrt((squares / count) + Vector512.Create(_epsilon))).StoreAligned(scale);
    }

    private void Normalize(float* x, Vector512<float> mean, Vector512<float> scale, int channel, float* y)
    {
        for (int i = 0; i < _group; i++)
        {
            var factor = scale * Vector512.Create(Gamma(channel + i));
            var beta = Vector512.Create(_hasBeta ? Weights[^1].Value[channel + i] : 0);
            for (int position = 0; position < _positions; position++)
            {
                nint at = ((nint)position * Position) + (i * Tile.Lanes);
                MultiplyAdd(Load(x + at) - mean, factor, beta).StoreAligned(y + at);
            }
        }
    }

    private float Gamma(int channel) => _hasGamma ? Weights[0].Value[channel] : 1;

    private void ForEachGroup(Pass pass, ReadOnlySpan<float> x, Span<float> dy, Span<float> dx, bool accumulate)
    {
        float* mean = _means!.Pointer, scale = _scales!.Pointer;
        for (int part = 0; part < pass.Tiles * _parts; part++)
        {
            for (int channel = 0; channel < _channels; channel += _group, mean += Tile.Lanes, scale += Tile.Lanes)
            {
                nint start = ((nint)part * Part) + (channel * Tile.Lanes);
                if (accumulate)
                {
                    Accumulate(Address(x) + start, Load(mean), Load(scale), Address(dy) + start, channel);
                }
                else
                {
                    InputGradient(Address(x) + start, Load(mean), Load(scale), Address(dy) + start, channel, Address(dx) + start);
                }
            }
        }
    }

    /// <summary>Adds dy·x̂ and dy to the sums of the channels of a group.</summary>
    private void Accumulate(float* x, Vector512<float> mean, Vector512<float> scale, float* dy, int channel)
    {
        for (int i = 0; i < _group; i++)
        {
            float* gammaSum = _gammaSums.Pointer + ((channel + i) * Tile.Lanes), betaSum = _betaSums.Pointer + ((channel + i) * Tile.Lanes);
            Vector512<float> products = Load(gammaSum), sum = Load(betaSum);
            for (int position = 0; position < _positions; position++)
            {
                nint at = ((nint)position * Position) + (i * Tile.Lanes);
                var gradient = Load(dy + at);
                sum += gradient;
                products = MultiplyAdd(gradient, (Load(x + at) - mean) * scale, products);
            }

            products.StoreAligned(gammaSum);
            sum.StoreAligned(betaSum);
        }
    }

    /// <summary>dx = (g − mean(g) − x̂ · mean(g·x̂)) / √(σ² + ε) with g = γ·dy, the means over the group.</summary>
    private void InputGradient(float* x, Vector512<float> mean, Vector512<float> scale, float* dy, int channel, float* dx)
    {
        var count = Vector512.Create((float)_positions * _group);
        Vector512<float> sum = default, products = default;
        for (int i = 0; i < _group; i++)
        {
            var gamma = Vector512.Create(Gamma(channel + i));
            for (int position = 0; position < _positions; position++)
            {
                nint at = ((nint)position * Position) + (i * Tile.Lanes);
                var gradient = Load(dy + at) * gamma;
                gradient.StoreAligned(dx + at);
                sum += gradient;
                products = MultiplyAdd(gradient, (Load(x + at) - mean) * scale, products);
            }
        }

        Vector512<float> meanGradient = sum / count, meanProduct = products / count;
        for (int position = 0; position < _positions; position++)
        {
            for (int i = 0; i < Group; i += Tile.Lanes)
            {
                nint at = ((nint)position * Position) + i;
                var normalized = (Load(x + at) - mean) * scale;
                (scale * (Load(dx + at) - meanGradient - (normalized * meanProduct))).StoreAligned(dx + at);
            }
        }
    }
}
