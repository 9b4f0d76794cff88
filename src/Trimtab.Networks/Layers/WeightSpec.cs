using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>One variable a layer has.</summary>
/// <param name="Name">Unique in the layer: "kernel", "bias".</param>
/// <param name="Shape">Its shape in Keras's layout.</param>
/// <param name="Initializer">Its first values.</param>
public sealed record WeightSpec(string Name, Shape Shape, Initializer Initializer)
{
    /// <summary>Whether the optimizer changes it. Default true; moving averages are not trained.</summary>
    public bool IsTrainable { get; init; } = true;

    /// <summary>A penalty on its values, added to the loss; or <see langword="null"/>.</summary>
    public Regularizer? Regularizer { get; init; }

    /// <summary>A bound on its values, applied after each step; or <see langword="null"/>.</summary>
    public Constraint? Constraint { get; init; }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
