using System.Numerics.Tensors;

namespace Trimtab.Networks.Engine;

/// <summary>
/// The cell of a gated recurrent unit whose reset comes after the product: with u, s = σ(z + r), the candidate g = φ(z + s·r) and the state
/// h′ = u·h + (1 − u)·g. Gates in Keras's order: u, s, g.
/// </summary>
/// <param name="units">Units.</param>
/// <param name="activation">φ.</param>
/// <param name="recurrentActivation">σ.</param>
internal sealed class GruCell(int units, IActivationFunction activation, IActivationFunction recurrentActivation)
    : RecurrentCell(units, gates: 3, kept: 3)
{
    private const int U = 0, S = 1, G = 2;

    /// <inheritdoc/>
    public override bool SplitsProducts => true;

    /// <inheritdoc/>
    public override void Forward(in CellStep step, Span<float> state)
    {
        for (int gate = U; gate <= S; gate++)
        {
            var sum = Part(step.Inputs, gate);
            TensorPrimitives.Add(sum, Part(step.Recurrent, gate), sum);
            recurrentActivation.Forward(sum, Part(step.Kept, gate), Units);
        }

        Span<float> z = Part(step.Inputs, G), reset = Part(step.Kept, S);
        var r = Part(step.Recurrent, G);
        for (int i = 0; i < z.Length; i++)
        {
            z[i] += reset[i] * r[i];
        }

        Span<float> candidate = Part(step.Kept, G), update = Part(step.Kept, U);
        var before = step.Before;
        activation.Forward(z, candidate, Units);
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = (update[i] * before[i]) + ((1 - update[i]) * candidate[i]);
        }
    }

    /// <inheritdoc/>
    public override void Backward(in CellStep step, in CellGradients gradients, ReadOnlySpan<float> state)
    {
        var dh = gradients.State;
        ReadOnlySpan<float> before = step.Before, r = Part(step.Recurrent, G);
        Span<float> update = Part(step.Kept, U), reset = Part(step.Kept, S), candidate = Part(step.Kept, G);
        Span<float> dUpdate = Part(gradients.Inputs, U), dReset = Part(gradients.Inputs, S);
        var dCandidate = Part(gradients.Inputs, G);
        for (int i = 0; i < dh.Length; i++)
        {
            dUpdate[i] = dh[i] * (before[i] - candidate[i]);
            dCandidate[i] = dh[i] * (1 - update[i]);
            dh[i] *= update[i];
        }

        activation.Backward(Part(step.Inputs, G), candidate, dCandidate, Units);
        Multiply(dCandidate, r, dReset);
        Multiply(dCandidate, reset, Part(gradients.Recurrent, G));
        recurrentActivation.Backward(Part(step.Inputs, U), update, dUpdate, Units);
        recurrentActivation.Backward(Part(step.Inputs, S), reset, dReset, Units);
        dUpdate.CopyTo(Part(gradients.Recurrent, U));
        dReset.CopyTo(Part(gradients.Recurrent, S));
    }
}
