using System.Numerics.Tensors;

namespace Trimtab.Networks.Engine;

/// <summary>
/// The cell of a gated recurrent unit whose reset comes after the product: with u, s = σ(z + r), the candidate g = φ(z + s·r) and the state
/// h′ = u·h + (1 − u)·g. Gates in Keras's order: u, s, g.
/// </summary>
/// <param name="units">Units.</param>
/// <param name="activation">φ.</param>
/// <param name="recurrentActivation">σ.</param>
internal sealed unsafe class GruCell(int units, IActivationFunction activation, IActivationFunction recurrentActivation)
    : RecurrentCell(units, gates: 3, kept: 3)
{
    private const int U = 0, S = 1, G = 2;

    /// <inheritdoc/>
    public override bool SplitsProducts => true;

    /// <inheritdoc/>
    public override void Forward(in CellStep step, float* state)
    {
        for (int gate = U; gate <= S; gate++)
        {
            var sum = Numbers(step.Inputs, gate);
            TensorPrimitives.Add(sum, Numbers(step.Recurrent, gate), sum);
            recurrentActivation.Forward(sum, Numbers(step.Kept, gate), Units);
        }

        Span<float> z = Numbers(step.Inputs, G), r = Numbers(step.Recurrent, G), reset = Numbers(step.Kept, S);
        for (int i = 0; i < z.Length; i++)
        {
            z[i] += reset[i] * r[i];
        }

        Span<float> candidate = Numbers(step.Kept, G), update = Numbers(step.Kept, U);
        Span<float> before = Numbers(step.Before), after = Numbers(state);
        activation.Forward(z, candidate, Units);
        for (int i = 0; i < after.Length; i++)
        {
            after[i] = (update[i] * before[i]) + ((1 - update[i]) * candidate[i]);
        }
    }

    /// <inheritdoc/>
    public override void Backward(in CellStep step, in CellGradients gradients, float* state)
    {
        Span<float> dh = Numbers(gradients.State), before = Numbers(step.Before), r = Numbers(step.Recurrent, G);
        Span<float> update = Numbers(step.Kept, U), reset = Numbers(step.Kept, S), candidate = Numbers(step.Kept, G);
        Span<float> dUpdate = Numbers(gradients.Inputs, U), dReset = Numbers(gradients.Inputs, S);
        var dCandidate = Numbers(gradients.Inputs, G);
        for (int i = 0; i < dh.Length; i++)
        {
            dUpdate[i] = dh[i] * (before[i] - candidate[i]);
            dCandidate[i] = dh[i] * (1 - update[i]);
            dh[i] *= update[i];
        }

        activation.Backward(Numbers(step.Inputs, G), candidate, dCandidate, Units);
        Multiply(dCandidate, r, dReset);
        Multiply(dCandidate, reset, Numbers(gradients.Recurrent, G));
        recurrentActivation.Backward(Numbers(step.Inputs, U), update, dUpdate, Units);
        recurrentActivation.Backward(Numbers(step.Inputs, S), reset, dReset, Units);
        dUpdate.CopyTo(Numbers(gradients.Recurrent, U));
        dReset.CopyTo(Numbers(gradients.Recurrent, S));
    }
}
