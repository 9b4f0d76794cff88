using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>An initializer of the weights of a layer. Immutable settings; thread-safe.</summary>
/// <remarks>
/// The weights are a function of the address of the random draws: the same address gives the same weights, bit for bit. Names convert
/// implicitly:
/// <code>
/// var layer = new Dense(16) { KernelInitializer = "he_normal", BiasInitializer = new Constant { Value = 0.1f } };
/// </code>
/// </remarks>
public abstract record Initializer
{
    /// <summary>All initializers that can be created by name.</summary>
    public static Catalog<Initializer> Catalog => PartCatalog<Initializer>.All;

    /// <summary>The initializer called <paramref name="name"/>, with default settings.</summary>
    /// <exception cref="UnknownNameException">No initializer has this name.</exception>
    public static implicit operator Initializer(string name) => Catalog.Create(name);

    /// <summary>Writes the initial values of the weights.</summary>
    /// <param name="weights">Weights, row-major in Keras's layout: dense [in, out], convolution [row, column, in, out]; written.</param>
    /// <param name="shape">The shape of <paramref name="weights"/>, from which fans are computed.</param>
    /// <param name="random">Address of the random draws.</param>
    public abstract void Fill(Span<float> weights, Shape shape, RandomAddress random);

    /// <summary>The name and, in brackets, the settings that are not the defaults. The same in every culture.</summary>
    public sealed override string ToString() => PartText.Of(this);
}
