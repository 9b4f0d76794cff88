using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Fully connected recurrent layer: h′ = φ(xW + hU + b) at each step.</summary>
/// <remarks>
/// Input shape: <c>(steps, features)</c>. Output shape: <c>(units)</c>, or <c>(steps, units)</c> with
/// <see cref="RecurrentLayer.ReturnSequences"/>. Defaults are Keras's; dropout within the layer is not offered.
/// <code>
/// var model = new Sequential([28, 28]) { new SimpleRNN(32), new Dense(10) { Activation = "softmax" } }; // the rows of a digit
/// </code>
/// </remarks>
[Named("simple_rnn")]
public sealed record SimpleRNN : RecurrentLayer
{
    /// <summary>Creates a recurrent layer.</summary>
    /// <param name="units">Numbers of the state, 1 or more.</param>
    public SimpleRNN(int units)
        : base(units)
    {
    }

    /// <inheritdoc/>
    protected override RecurrentCell MakeCell() => new SimpleCell(Units, Activation);
}
