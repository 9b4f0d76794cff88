using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>
/// Long short-term memory: with the gates i, f, o = σ(xW + hU + b) and the candidate g = φ(xW + hU + b), the memory c′ = f·c + i·g and the
/// state h′ = o·φ(c′) at each step.
/// </summary>
/// <remarks>
/// Input shape: <c>(steps, features)</c>. Output shape: <c>(units)</c>, or <c>(steps, units)</c> with
/// <see cref="RecurrentLayer.ReturnSequences"/>. Kernels hold the gates in Keras's order: i, f, g, o. Defaults are Keras's; dropout within
/// the layer is not offered. Source: Hochreiter and Schmidhuber (1997).
/// <code>
/// var model = new Sequential([100]) { new Embedding(5000, 16), new LSTM(32), new Dense(1) { Activation = "sigmoid" } };
/// </code>
/// </remarks>
[Named("lstm")]
public sealed record LSTM : RecurrentLayer
{
    /// <summary>Creates a layer of long short-term memory.</summary>
    /// <param name="units">Numbers of the state, 1 or more.</param>
    public LSTM(int units)
        : base(units)
    {
    }

    /// <summary>Activation function of the gates, σ in the formula of the layer. Default sigmoid.</summary>
    public Activation RecurrentActivation { get; init => field = Setting.Required(value); } = new Sigmoid();

    /// <summary>Whether 1 is added to the bias of the gate f at the start, so that the memory lasts. Default true.</summary>
    public bool UnitForgetBias { get; init; } = true;

    /// <inheritdoc/>
    protected override Initializer WholeBiasInitializer =>
        UnitForgetBias ? new UnitForgetBias(BiasInitializer) : BiasInitializer;

    /// <inheritdoc/>
    protected override RecurrentCell MakeCell() => new LstmCell(Units, Activation, RecurrentActivation);
}
