using Trimtab;
using Trimtab.Networks;
using Trimtab.Networks.Engine;

namespace OwnParts;

/// <summary>
/// Light gated recurrent unit, a GRU without reset gate: with the gate u = σ(xW + hU + b) and the candidate g = φ(xW + hU + b), the state
/// h′ = u·h + (1 − u)·g at each step.
/// </summary>
/// <remarks>
/// Source: Ravanelli et al., "Light Gated Recurrent Units for Speech Recognition" (2018), without its batch normalization. Kernels hold u,
/// then g.
/// </remarks>
[Named("light_gru")]
public sealed record LightGRU : RecurrentLayer
{
    /// <summary>Creates a layer of light gated recurrent units.</summary>
    /// <param name="units">Numbers of the state, 1 or more.</param>
    public LightGRU(int units)
        : base(units)
    {
    }

    /// <summary>Activation function σ of the gate. Default sigmoid.</summary>
    public Activation RecurrentActivation { get; init; } = "sigmoid";

    /// <inheritdoc/>
    protected override RecurrentCell MakeCell() => new Cell(Units, Activation, RecurrentActivation);

    private sealed class Cell(int units, Activation activation, Activation gate) : RecurrentCell(units, gates: 2, kept: 2)
    {
        private const int U = 0, G = 1;

        public override void Forward(in CellStep step, Span<float> state)
        {
            Span<float> u = Part(step.Kept, U), g = Part(step.Kept, G);
            gate.Forward(Part(step.Inputs, U), u, Units);
            activation.Forward(Part(step.Inputs, G), g, Units);
            for (int i = 0; i < state.Length; i++)
            {
                state[i] = (u[i] * step.Before[i]) + ((1 - u[i]) * g[i]);
            }
        }

        public override void Backward(in CellStep step, in CellGradients gradients, ReadOnlySpan<float> state)
        {
            Span<float> u = Part(step.Kept, U), g = Part(step.Kept, G), dh = gradients.State;
            Span<float> du = Part(gradients.Inputs, U), dg = Part(gradients.Inputs, G);
            for (int i = 0; i < dh.Length; i++)
            {
                du[i] = dh[i] * (step.Before[i] - g[i]);
                dg[i] = dh[i] * (1 - u[i]);
                dh[i] *= u[i]; // what reaches the state before without the products
            }

            gate.Backward(Part(step.Inputs, U), u, du, Units);
            activation.Backward(Part(step.Inputs, G), g, dg, Units);
        }
    }
}
