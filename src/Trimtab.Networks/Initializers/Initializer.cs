using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>The first values of a layer's weights. Immutable settings; thread-safe.</summary>
/// <remarks>What is drawn depends on the address alone: the same address gives the same weights, bit for bit. Names convert.</remarks>
public abstract record Initializer
{
    /// <summary>Every initializer that can be given by name.</summary>
    public static Catalog<Initializer> Known => Known<Initializer>.All;

    /// <summary>The initializer called <paramref name="name"/>, with its defaults.</summary>
    /// <exception cref="UnknownNameException">None is.</exception>
    public static implicit operator Initializer(string name) => Known.Create(name);

    /// <summary>Writes the first values.</summary>
    /// <param name="weights">Row-major in Keras's layout: dense [in, out], convolution [row, column, in, out].</param>
    /// <param name="shape">The shape of <paramref name="weights"/>; fans are counted from it.</param>
    /// <param name="random">Where the draws live.</param>
    public abstract void Fill(Span<float> weights, Shape shape, RandomAddress random);

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
