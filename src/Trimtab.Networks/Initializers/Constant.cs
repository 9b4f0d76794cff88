using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Initializes all weights to a constant.</summary>
[Named("constant")]
public sealed record Constant : Initializer
{
    /// <summary>The constant. Finite. Default 0.</summary>
    public float Value
    {
        get;
        init => field = Setting.Finite(value);
    }

    /// <inheritdoc/>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random) => weights.Fill(Value);
}
