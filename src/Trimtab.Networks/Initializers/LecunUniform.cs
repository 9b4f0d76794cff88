using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>LeCun uniform initializer: uniform in ±√(3 / fan_in).</summary>
/// <remarks>Source: LeCun et al., "Efficient BackProp" (1998), section 4.6. See <see cref="VarianceScaling"/>.</remarks>
[Named("lecun_uniform")]
public sealed record LecunUniform : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random) =>
        new VarianceScaling { Distribution = ScaledDistribution.Uniform }.Fill(weights, shape, random);
}
