using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>The bias of an LSTM at the start: another initializer's numbers, but 1 for the forget gate, as in Keras.</summary>
/// <param name="Others">Initializer of the other gates.</param>
internal sealed record UnitForgetBias(Initializer Others) : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Span<float> weights, Shape shape, RandomAddress random)
    {
        Others.Fill(weights, shape, random);
        int units = weights.Length / 4;
        weights.Slice(units, units).Fill(1);
    }
}
