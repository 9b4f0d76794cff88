using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Glorot normal initializer: truncated normal with variance 2 / (fan_in + fan_out).</summary>
/// <remarks>
/// Source: Glorot and Bengio, "Understanding the Difficulty of Training Deep Feedforward Neural Networks" (AISTATS 2010).
/// See <see cref="VarianceScaling"/>.
/// </remarks>
[Named("glorot_normal")]
public sealed record GlorotNormal : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random) =>
        new VarianceScaling { Mode = FanMode.FanAvg }.Fill(weights, shape, random);
}
