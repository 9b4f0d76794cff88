using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>
/// Gated recurrent unit: with the gates z, r = σ(xW + b + hU + b′), the candidate g = φ(xW + b + r·(hU + b′)) and the state
/// h′ = z·h + (1 − z)·g at each step.
/// </summary>
/// <remarks>
/// Input shape: <c>(steps, features)</c>. Output shape: <c>(units)</c>, or <c>(steps, units)</c> with
/// <see cref="RecurrentLayer.ReturnSequences"/>. Kernels hold the gates in Keras's order: z, r, g; the bias has two rows, b and b′. The
/// reset gate comes after the product, as with Keras's default <c>reset_after=True</c>; the other form and dropout within the layer are not
/// offered. Source: Cho et al. (2014).
/// <code>
/// var model = new Sequential([28, 28]) { new GRU(32) { ReturnSequences = true }, new GRU(16), new Dense(10) { Activation = "softmax" } };
/// </code>
/// </remarks>
[Named("gru")]
public sealed record GRU : RecurrentLayer
{
    /// <summary>Creates a layer of gated recurrent units.</summary>
    /// <param name="units">Numbers of the state, 1 or more.</param>
    public GRU(int units)
        : base(units)
    {
    }

    /// <summary>Activation function of the gates, σ in the formula of the layer. Default sigmoid.</summary>
    public Activation RecurrentActivation { get; init => field = Setting.Required(value); } = new Sigmoid();

    /// <inheritdoc/>
    protected override RecurrentCell MakeCell() => new GruCell(Units, Activation, RecurrentActivation);
}
