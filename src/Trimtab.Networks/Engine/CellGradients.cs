namespace Trimtab.Networks.Engine;

/// <summary>Gradients of a step of a <see cref="RecurrentCell"/>.</summary>
public readonly ref struct CellGradients
{
    /// <summary>
    /// With respect to the state after the step; to be replaced by what of it reaches the state before on other ways than r.
    /// </summary>
    public Span<float> State { get; internal init; }

    /// <summary>
    /// One number per unit, zeros at the last step: with respect to what else the cell carries to the next step; to be replaced by that of
    /// the step before. Leave it as it is where only the state is carried.
    /// </summary>
    public Span<float> Carried { get; internal init; }

    /// <summary>With respect to z; written.</summary>
    public Span<float> Inputs { get; internal init; }

    /// <summary>With respect to r; written. Empty where r is added to z.</summary>
    public Span<float> Recurrent { get; internal init; }
}
