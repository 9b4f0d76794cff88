namespace Trimtab.Networks.Engine;

/// <summary>Inputs and kept values of one step of a <see cref="RecurrentCell"/>.</summary>
public readonly ref struct CellStep
{
    /// <summary>z, the products with the input: a part per gate. The step may change it for the backward pass.</summary>
    public Span<float> Inputs { get; internal init; }

    /// <summary>r, the products with the state before: a part per gate. Empty where they are added to z.</summary>
    public ReadOnlySpan<float> Recurrent { get; internal init; }

    /// <summary>The state before the step; zeros at the first one.</summary>
    public ReadOnlySpan<float> Before { get; internal init; }

    /// <summary>Values that the step before kept; zeros at the first one.</summary>
    public ReadOnlySpan<float> KeptBefore { get; internal init; }

    /// <summary>Values that this step keeps; written in the forward pass.</summary>
    public Span<float> Kept { get; internal init; }
}
