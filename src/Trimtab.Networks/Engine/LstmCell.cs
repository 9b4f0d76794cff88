namespace Trimtab.Networks.Engine;

/// <summary>
/// The cell of long short-term memory: with i, f, o = σ(z + r) and g = φ(z + r), the memory c′ = f·c + i·g and the state h′ = o·φ(c′).
/// Gates in Keras's order: i, f, g, o.
/// </summary>
/// <param name="units">Units.</param>
/// <param name="activation">φ.</param>
/// <param name="recurrentActivation">σ.</param>
internal sealed class LstmCell(int units, IActivationFunction activation, IActivationFunction recurrentActivation)
    : RecurrentCell(units, gates: 4, kept: 6)
{
    private const int I = 0, F = 1, G = 2, O = 3, Memory = 4, Shown = 5; // what a step keeps: the gates, c′ and φ(c′)

    /// <inheritdoc/>
    public override void Forward(in CellStep step, Span<float> state)
    {
        for (int gate = I; gate <= O; gate++)
        {
            FunctionOf(gate).Forward(Part(step.Inputs, gate), Part(step.Kept, gate), Units);
        }

        Span<float> memory = Part(step.Kept, Memory), shown = Part(step.Kept, Shown);
        AddProducts(
            Part(step.Kept, F), Part(step.KeptBefore, Memory), Part(step.Kept, I), Part(step.Kept, G), memory);
        activation.Forward(memory, shown, Units);
        Multiply(Part(step.Kept, O), shown, state);
    }

    /// <inheritdoc/>
    public override void Backward(in CellStep step, in CellGradients gradients, ReadOnlySpan<float> state)
    {
        Span<float> dh = gradients.State, dc = gradients.Carried, shown = Part(step.Kept, Shown);
        Multiply(dh, shown, Part(gradients.Inputs, O));
        Multiply(dh, Part(step.Kept, O), dh); // now with respect to φ(c′)
        activation.Backward(Part(step.Kept, Memory), shown, dh, Units);
        for (int i = 0; i < dc.Length; i++)
        {
            dc[i] += dh[i];
        }

        Multiply(dc, Part(step.Kept, G), Part(gradients.Inputs, I));
        Multiply(dc, Part(step.Kept, I), Part(gradients.Inputs, G));
        Multiply(dc, Part(step.KeptBefore, Memory), Part(gradients.Inputs, F));
        Multiply(dc, Part(step.Kept, F), dc);
        for (int gate = I; gate <= O; gate++)
        {
            FunctionOf(gate).Backward(Part(step.Inputs, gate), Part(step.Kept, gate), Part(gradients.Inputs, gate), Units);
        }

        dh.Clear();
    }

    private IActivationFunction FunctionOf(int gate) => gate == G ? activation : recurrentActivation;
}
