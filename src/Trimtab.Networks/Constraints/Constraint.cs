using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>What a layer's weights must fulfil after every step; they are moved there. Immutable settings; thread-safe. Names convert.</summary>
public abstract record Constraint
{
    /// <summary>Every constraint that can be given by name.</summary>
    public static Catalog<Constraint> Known => Known<Constraint>.All;

    /// <summary>The constraint called <paramref name="name"/>, with its defaults.</summary>
    /// <exception cref="UnknownNameException">None is.</exception>
    public static implicit operator Constraint(string name) => Known.Create(name);

    /// <summary>Moves the weights to where they fulfil it.</summary>
    /// <param name="weights">Row-major in Keras's layout: dense [in, out], convolution [row, column, in, out]; read and written.</param>
    /// <param name="shape">The shape of <paramref name="weights"/>.</param>
    public abstract void Apply(Span<float> weights, Shape shape);

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
