using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>Specification of one variable of a layer.</summary>
/// <param name="Name">Name, unique within the layer: "kernel", "bias".</param>
/// <param name="Shape">Shape in Keras's layout.</param>
/// <param name="Initializer">Initializer of its values.</param>
public sealed record WeightSpec(string Name, Shape Shape, Initializer Initializer)
{
    /// <summary>Name, unique within the layer: "kernel", "bias"; not blank.</summary>
    public string Name { get; init => field = Setting.Required(value); } = Setting.Required(Name, nameof(Name));

    /// <summary>Initializer of its values.</summary>
    public Initializer Initializer { get; init => field = Setting.Required(value); } = Setting.Required(Initializer, nameof(Initializer));

    /// <summary>Whether the optimizer updates the variable. Default true; false for moving averages.</summary>
    public bool IsTrainable { get; init; } = true;

    /// <summary>Penalty on the variable, added to the loss. Default none.</summary>
    public Regularizer? Regularizer { get; init; }

    /// <summary>Constraint on the variable, applied after each step. Default none.</summary>
    public Constraint? Constraint { get; init; }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
