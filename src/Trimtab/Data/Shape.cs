using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Trimtab.Data;

/// <summary>The sizes of one row's features: <c>[28, 28, 1]</c> for a grey image of 28 rows and 28 columns.</summary>
/// <remarks>Immutable; equal when all sizes are equal. Every size is 1 or more; an empty shape is a single number.</remarks>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>, IReadOnlyList<int>
{
    private readonly ImmutableArray<int> _sizes;

    private Shape(ImmutableArray<int> sizes) => _sizes = sizes;

    /// <summary>How many sizes there are: 3 for an image.</summary>
    public int Count => Sizes.Length;

    /// <summary>The product of the sizes: how many numbers a row has. 1 for an empty shape.</summary>
    public int Size => Sizes.Aggregate(1, (product, size) => product * size);

    private ImmutableArray<int> Sizes => _sizes.IsDefault ? [] : _sizes;

    /// <summary>The size at <paramref name="index"/>, outermost first.</summary>
    public int this[int index] => Sizes[index];

    /// <summary>Makes a shape of <paramref name="sizes"/>, outermost first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or their product is more than an array can hold.</exception>
    public static Shape Create(params ReadOnlySpan<int> sizes)
    {
        long product = 1;
        foreach (int size in sizes)
        {
            _ = Setting.AtLeast(size, 1, nameof(sizes));
            product *= size;
            if (product > Array.MaxLength)
            {
                throw Setting.OutOfRange(nameof(sizes), Invariant($"The product of a shape's sizes must be at most {Array.MaxLength}. ")
                    + Invariant($"Got ({string.Join(", ", sizes.ToArray())})."));
            }
        }

        return new([.. sizes]);
    }

    /// <summary>Whether two shapes have the same sizes in the same order.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether two shapes differ.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Shape other) => Sizes.AsSpan().SequenceEqual(other.Sizes.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Sizes.Aggregate(17, HashCode.Combine);

    /// <summary>The sizes as Python writes a tuple: <c>(28, 28, 1)</c>.</summary>
    public override string ToString() => $"({string.Join(", ", Sizes)}{(Count == 1 ? "," : "")})";

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)Sizes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
