using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Glorot uniform initializer: uniform in ±√(6 / (fan_in + fan_out)). Keras's default.</summary>
/// <remarks>
/// Source: Glorot and Bengio, "Understanding the Difficulty of Training Deep Feedforward Neural Networks" (AISTATS 2010).
/// See <see cref="VarianceScaling"/>.
/// </remarks>
[Named("glorot_uniform")]
public sealed record GlorotUniform : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random) =>
        new VarianceScaling { Mode = FanMode.FanAvg, Distribution = ScaledDistribution.Uniform }.Fill(weights, shape, random);
}
