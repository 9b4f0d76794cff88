using Trimtab.Numerics;

namespace Trimtab.Spaces;

/// <summary>The values one parameter may take, and their probabilities in a random draw. Immutable; thread-safe.</summary>
/// <remarks>
/// The family is closed: <see cref="FloatDistribution"/>, <see cref="IntDistribution"/>, <see cref="CategoricalDistribution"/>.
/// </remarks>
public abstract record Distribution
{
    private protected Distribution()
    {
    }

    /// <summary>A list stands for an even choice among its values.</summary>
    /// <exception cref="ArgumentException">The list is empty or holds a value twice.</exception>
    public static implicit operator Distribution(ParameterValues values) => new CategoricalDistribution(values);

    /// <summary>An array stands for an even choice among its values.</summary>
    /// <exception cref="ArgumentException">The array is empty or holds a value twice.</exception>
    public static implicit operator Distribution(ParameterValue[] values) => new CategoricalDistribution(values);

    /// <summary>The value, where there is only one; else <see langword="null"/>.</summary>
    public ParameterValue? OnlyValue => Count == 1 ? ValueAt(0) : (ParameterValue?)null;

    /// <summary>How many values there are, 1 or more; <see langword="null"/> where they are not counted.</summary>
    internal abstract long? Count { get; }

    /// <summary>The value of a number from 0, in order, where they are counted.</summary>
    internal abstract ParameterValue ValueAt(long index);

    /// <summary>
    /// The number of the value that <see cref="Coerce"/> finds; <see langword="null"/> where it finds none, or values are not counted.
    /// O(1).
    /// </summary>
    internal abstract long? IndexOf(ParameterValue value);

    /// <summary>Draws a random value of the distribution.</summary>
    public abstract ParameterValue Sample(ref RandomStream random);

    /// <summary>Whether <paramref name="value"/> could be drawn, but for the rounding of reals.</summary>
    public abstract bool Contains(ParameterValue value);

    /// <summary>
    /// The value as this distribution holds it, 5.0 as the whole number 5 for instance; <see langword="null"/> where it does not contain
    /// it.
    /// </summary>
    internal abstract ParameterValue? Coerce(ParameterValue value);

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
