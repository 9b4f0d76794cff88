using System.Numerics.Tensors;
using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>Requires weights to be non-negative: negative weights are set to 0.</summary>
[Named("non_neg")]
public sealed record NonNeg : Constraint
{
    /// <inheritdoc/>
    public override void Apply(Span<float> weights, Shape shape) => TensorPrimitives.Max(weights, 0, weights);
}
