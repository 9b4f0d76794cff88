namespace Trimtab.Networks.Engine;

/// <summary>The cell of a simple recurrent layer: h′ = f(z + r).</summary>
/// <param name="units">Units.</param>
/// <param name="activation">f.</param>
internal sealed class SimpleCell(int units, IActivationFunction activation) : RecurrentCell(units, gates: 1, kept: 0)
{
    /// <inheritdoc/>
    public override void Forward(in CellStep step, Span<float> state) => activation.Forward(step.Inputs, state, Units);

    /// <inheritdoc/>
    public override void Backward(in CellStep step, in CellGradients gradients, ReadOnlySpan<float> state)
    {
        var dz = gradients.Inputs;
        gradients.State.CopyTo(dz);
        activation.Backward(step.Inputs, state, dz, Units);
        gradients.State.Clear();
    }
}
