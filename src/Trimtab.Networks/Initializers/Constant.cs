using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>All weights <see cref="Value"/>.</summary>
[Named("constant")]
public sealed record Constant : Initializer
{
    /// <summary>The value. Finite. Default 0.</summary>
    public float Value
    {
        get;
        init => field = float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, Invariant($"Value must be finite. Got {value}."));
    }

    /// <inheritdoc/>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random) => weights.Fill(Value);
}
