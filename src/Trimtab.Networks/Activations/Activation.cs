namespace Trimtab.Networks;

/// <summary>A function applied to what a layer computed. Immutable settings; thread-safe.</summary>
/// <remarks>
/// Blocks are laid out <c>[position][channel][16 images]</c>. An elementwise activation ignores that; softmax works along channels.
/// Names convert: <c>Activation a = "relu";</c>.
/// </remarks>
public abstract record Activation
{
    /// <summary>Every activation that can be given by name.</summary>
    public static Catalog<Activation> Known => Known<Activation>.All;

    /// <summary>Whether <see cref="Backward"/> needs the function's input as well as its output.</summary>
    public virtual bool NeedsInput => false;

    /// <summary>The activation called <paramref name="name"/>, with its defaults.</summary>
    /// <exception cref="UnknownNameException">None is.</exception>
    public static implicit operator Activation(string name) => Known.Create(name);

    /// <summary>Computes y = f(x).</summary>
    /// <param name="x">A block.</param>
    /// <param name="y">As long as <paramref name="x"/>, written; may be the same memory.</param>
    /// <param name="channels">Channels per position; 1 or more.</param>
    public abstract void Forward(ReadOnlySpan<float> x, Span<float> y, int channels);

    /// <summary>Turns the gradient with respect to y into that with respect to x, in place.</summary>
    /// <param name="x">The input block where <see cref="NeedsInput"/>, otherwise empty.</param>
    /// <param name="y">The output block.</param>
    /// <param name="gradient">As long as <paramref name="y"/>; read and written.</param>
    /// <param name="channels">Channels per position.</param>
    public abstract void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels);

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
