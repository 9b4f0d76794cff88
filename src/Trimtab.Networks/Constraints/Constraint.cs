using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>A constraint on the weights of a layer, applied after every step. Immutable settings; thread-safe.</summary>
/// <remarks>
/// Names convert implicitly:
/// <code>
/// var layer = new Dense(16) { KernelConstraint = new MaxNorm { MaxValue = 3 } };
/// </code>
/// </remarks>
public abstract record Constraint
{
    /// <summary>All constraints that can be created by name.</summary>
    public static Catalog<Constraint> Catalog => PartCatalog<Constraint>.All;

    /// <summary>The constraint called <paramref name="name"/>, with default settings.</summary>
    /// <exception cref="UnknownNameException">No constraint has this name.</exception>
    public static implicit operator Constraint(string name) => Catalog.Create(name);

    /// <summary>Projects the weights, in place, so that they satisfy the constraint.</summary>
    /// <param name="weights">Weights, row-major in Keras's layout: dense [in, out], convolution [row, column, in, out]; read and
    /// written.</param>
    /// <param name="shape">The shape of <paramref name="weights"/>.</param>
    public abstract void Apply(Span<float> weights, Shape shape);

    /// <summary>The name and, in brackets, the settings that are not the defaults. The same in every culture.</summary>
    public sealed override string ToString() => PartText.Of(this);
}
