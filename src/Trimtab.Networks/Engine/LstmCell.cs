namespace Trimtab.Networks.Engine;

/// <summary>
/// The cell of long short-term memory: with i, f, o = σ(z + r) and g = φ(z + r), the memory c′ = f·c + i·g and the state h′ = o·φ(c′).
/// Gates in Keras's order: i, f, g, o.
/// </summary>
/// <param name="units">Units.</param>
/// <param name="activation">φ.</param>
/// <param name="recurrentActivation">σ.</param>
internal sealed unsafe class LstmCell(int units, IActivationFunction activation, IActivationFunction recurrentActivation)
    : RecurrentCell(units, gates: 4, kept: 6)
{
    private const int I = 0, F = 1, G = 2, O = 3, Memory = 4, Shown = 5; // what a step keeps: the gates, c′ and φ(c′)

    /// <inheritdoc/>
    public override void Forward(in CellStep step, float* state)
    {
        for (int gate = I; gate <= O; gate++)
        {
            FunctionOf(gate).Forward(Numbers(step.Inputs, gate), Numbers(step.Kept, gate), Units);
        }

        Span<float> memory = Numbers(step.Kept, Memory), shown = Numbers(step.Kept, Shown);
        AddProducts(
            Numbers(step.Kept, F), Numbers(step.KeptBefore, Memory), Numbers(step.Kept, I), Numbers(step.Kept, G), memory);
        activation.Forward(memory, shown, Units);
        Multiply(Numbers(step.Kept, O), shown, Numbers(state));
    }

    /// <inheritdoc/>
    public override void Backward(in CellStep step, in CellGradients gradients, float* state)
    {
        Span<float> dh = Numbers(gradients.State), dc = Numbers(gradients.Carried), shown = Numbers(step.Kept, Shown);
        Multiply(dh, shown, Numbers(gradients.Inputs, O));
        Multiply(dh, Numbers(step.Kept, O), dh); // now with respect to φ(c′)
        activation.Backward(Numbers(step.Kept, Memory), shown, dh, Units);
        for (int i = 0; i < dc.Length; i++)
        {
            dc[i] += dh[i];
        }

        Multiply(dc, Numbers(step.Kept, G), Numbers(gradients.Inputs, I));
        Multiply(dc, Numbers(step.Kept, I), Numbers(gradients.Inputs, G));
        Multiply(dc, Numbers(step.KeptBefore, Memory), Numbers(gradients.Inputs, F));
        Multiply(dc, Numbers(step.Kept, F), dc);
        for (int gate = I; gate <= O; gate++)
        {
            FunctionOf(gate).Backward(Numbers(step.Inputs, gate), Numbers(step.Kept, gate), Numbers(gradients.Inputs, gate), Units);
        }

        dh.Clear();
    }

    private IActivationFunction FunctionOf(int gate) => gate == G ? activation : recurrentActivation;
}
