namespace Trimtab.Networks.Engine;

/// <summary>The cell of a simple recurrent layer: h′ = f(z + r).</summary>
/// <param name="units">Units.</param>
/// <param name="activation">f.</param>
internal sealed unsafe class SimpleCell(int units, IActivationFunction activation) : RecurrentCell(units, gates: 1, kept: 0)
{
    /// <inheritdoc/>
    public override void Forward(in CellStep step, float* state) => activation.Forward(Numbers(step.Inputs), Numbers(state), Units);

    /// <inheritdoc/>
    public override void Backward(in CellStep step, in CellGradients gradients, float* state)
    {
        var dz = Numbers(gradients.Inputs);
        Numbers(gradients.State).CopyTo(dz);
        activation.Backward(Numbers(step.Inputs), Numbers(state), dz, Units);
        Numbers(gradients.State).Clear();
    }
}
