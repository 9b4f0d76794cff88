using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>An activation function, applied to the output of a layer. Immutable settings; thread-safe.</summary>
/// <remarks>
/// Blocks of activations are <c>[position][channel][16 images]</c>. Elementwise functions ignore the layout; softmax runs over channels.
/// Names convert implicitly:
/// <code>
/// Activation activation = "relu";
/// var layer = new Dense(16) { Activation = new LeakyRelu { NegativeSlope = 0.1f } };
/// </code>
/// </remarks>
public abstract record Activation : IActivationFunction
{
    /// <summary>All activations that can be created by name.</summary>
    public static Catalog<Activation> Catalog => PartCatalog<Activation>.All;

    /// <summary>Whether <see cref="Backward"/> needs the function's input in addition to its output. Default false.</summary>
    public virtual bool NeedsInput => false;

    /// <inheritdoc/>
    ActivationForm IActivationFunction.Form => Form;

    /// <summary>A form that layers compute themselves.</summary>
    private protected virtual ActivationForm Form => ActivationForm.General;

    /// <summary>The activation called <paramref name="name"/>, with default settings.</summary>
    /// <exception cref="UnknownNameException">No activation has this name.</exception>
    public static implicit operator Activation(string name) => Catalog.Create(name);

    /// <summary>Computes y = f(x).</summary>
    /// <param name="x">The input block.</param>
    /// <param name="y">The output block, as long as <paramref name="x"/>; written. May be the same memory.</param>
    /// <param name="channels">Channels per position; 1 or more.</param>
    public abstract void Forward(ReadOnlySpan<float> x, Span<float> y, int channels);

    /// <summary>Replaces the gradient with respect to the output by the gradient with respect to the input.</summary>
    /// <param name="x">The input block if <see cref="NeedsInput"/>, otherwise empty.</param>
    /// <param name="y">The output block.</param>
    /// <param name="gradient">As long as <paramref name="y"/>; read and written.</param>
    /// <param name="channels">Channels per position; 1 or more.</param>
    public abstract void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels);

    /// <summary>The name and, in brackets, the settings that are not the defaults. The same in every culture.</summary>
    public sealed override string ToString() => PartText.Of(this);
}
