using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>He uniform initializer: uniform in ±√(6 / fan_in).</summary>
/// <remarks>
/// Recommended for relu. Source: He et al., "Delving Deep into Rectifiers" (ICCV 2015). See <see cref="VarianceScaling"/>.
/// </remarks>
[Named("he_uniform")]
public sealed record HeUniform : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random) =>
        new VarianceScaling { Scale = 2, Distribution = ScaledDistribution.Uniform }.Fill(weights, shape, random);
}
