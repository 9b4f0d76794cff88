using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>He normal initializer: truncated normal with variance 2 / fan_in.</summary>
/// <remarks>
/// Recommended for relu. Source: He et al., "Delving Deep into Rectifiers" (ICCV 2015). See <see cref="VarianceScaling"/>.
/// </remarks>
[Named("he_normal")]
public sealed record HeNormal : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random) =>
        new VarianceScaling { Scale = 2 }.Fill(weights, shape, random);
}
