using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Initializes all weights to 1.</summary>
[Named("ones", "one")]
public sealed record Ones : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random) => weights.Fill(1);
}
