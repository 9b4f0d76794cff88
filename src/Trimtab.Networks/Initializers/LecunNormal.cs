using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>LeCun normal initializer: truncated normal with variance 1 / fan_in.</summary>
/// <remarks>Source: LeCun et al., "Efficient BackProp" (1998), section 4.6. See <see cref="VarianceScaling"/>.</remarks>
[Named("lecun_normal")]
public sealed record LecunNormal : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random) =>
        new VarianceScaling().Fill(weights, shape, random);
}
