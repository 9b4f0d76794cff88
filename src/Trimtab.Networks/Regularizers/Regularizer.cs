namespace Trimtab.Networks;

/// <summary>A price on the size of a layer's weights, added to the loss. Immutable settings; thread-safe. Names convert.</summary>
public abstract record Regularizer
{
    /// <summary>Every regularizer that can be given by name.</summary>
    public static Catalog<Regularizer> Known => Known<Regularizer>.All;

    /// <summary>The regularizer called <paramref name="name"/>, with its defaults.</summary>
    /// <exception cref="UnknownNameException">None is.</exception>
    public static implicit operator Regularizer(string name) => Known.Create(name);

    /// <summary>The price of <paramref name="weights"/>, summed in double precision.</summary>
    public abstract float Penalty(ReadOnlySpan<float> weights);

    /// <summary>Adds the derivative of <see cref="Penalty"/> to <paramref name="gradient"/>.</summary>
    /// <param name="weights">Where it is taken.</param>
    /// <param name="gradient">As long as <paramref name="weights"/>; read and written.</param>
    public abstract void AddGradient(ReadOnlySpan<float> weights, Span<float> gradient);

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
