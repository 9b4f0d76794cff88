using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Initializes all weights to 0; the default of biases.</summary>
[Named("zeros", "zero")]
public sealed record Zeros : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random) => weights.Clear();
}
