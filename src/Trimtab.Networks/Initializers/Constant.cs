using Trimtab.Data;
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
        init => field = Setting.Finite(value);
    }

    /// <inheritdoc/>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random) => weights.Fill(Value);
}
