namespace Trimtab.Networks;

/// <summary>A penalty on the weights of a layer, added to the loss. Immutable settings; thread-safe.</summary>
/// <remarks>
/// Names convert implicitly:
/// <code>
/// var layer = new Dense(16) { KernelRegularizer = new L2 { Factor = 0.001f }, BiasRegularizer = "l1" };
/// </code>
/// </remarks>
public abstract record Regularizer
{
    /// <summary>All regularizers that can be created by name.</summary>
    public static Catalog<Regularizer> Catalog => PartCatalog<Regularizer>.All;

    /// <summary>The regularizer called <paramref name="name"/>, with default settings.</summary>
    /// <exception cref="UnknownNameException">No regularizer has this name.</exception>
    public static implicit operator Regularizer(string name) => Catalog.Create(name);

    /// <summary>The penalty on <paramref name="weights"/>, summed in double precision.</summary>
    public abstract float Penalty(ReadOnlySpan<float> weights);

    /// <summary>Adds the derivative of <see cref="Penalty"/> to <paramref name="gradient"/>.</summary>
    /// <param name="weights">The weights at which the derivative is taken.</param>
    /// <param name="gradient">As long as <paramref name="weights"/>; read and written.</param>
    public abstract void AddGradient(ReadOnlySpan<float> weights, Span<float> gradient);

    /// <summary>The name and, in brackets, the settings that are not the defaults. The same in every culture.</summary>
    public sealed override string ToString() => PartText.Of(this);
}
