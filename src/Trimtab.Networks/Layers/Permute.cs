using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Puts the axes of its input in another order, as a transposition does.</summary>
/// <remarks>
/// Input shape: any of as many axes. Output shape: its sizes in the new order.
/// <code>
/// var layer = new Permute(2, 1);
/// Shape output = layer.OutputShape([10, 64]); // (64, 10)
/// </code>
/// </remarks>
[Named("permute")]
public sealed record Permute : Layer
{
    /// <summary>Creates a layer that permutes axes.</summary>
    /// <param name="dims">Each axis of the input once, in the order of the output, counted from 1: the batch's is 0, as in Keras.</param>
    /// <exception cref="ArgumentException">An axis is missing or there twice.</exception>
    public Permute(params IReadOnlyList<int> dims)
    {
        ArgumentNullException.ThrowIfNull(dims);
        Dims = dims.Order().SequenceEqual(Enumerable.Range(1, dims.Count)) && dims.Count > 0
            ? [.. dims]
            : throw new ArgumentException(
                $"Dims must have each axis from 1 on once, 1 for the first. Got ({InvariantText.List(dims)}).", nameof(dims));
    }

    /// <summary>The axes of the input in the order of the output, counted from 1.</summary>
    public IReadOnlyList<int> Dims { get; }

    /// <summary>Whether two layers have the same name and order of axes.</summary>
    public bool Equals(Permute? other) => other is not null && Name == other.Name && Dims.SequenceEqual(other.Dims);

    /// <inheritdoc/>
    public override int GetHashCode() => Dims.Aggregate(HashCode.Combine(Name), HashCode.Combine);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        Require(input, Dims.Count, Invariant($"an input of {Dims.Count} axes, as many as it permutes"));
        return Shape.Create([.. Dims.Select(axis => input[axis - 1])]);
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input)
    {
        int[] steps = [.. input.Select((_, axis) => input.Skip(axis + 1).Aggregate(1, (product, size) => product * size))];
        int[] sources = [0];
        foreach (int axis in Dims)
        {
            sources = [.. sources.SelectMany(source => Enumerable.Range(0, input[axis - 1]).Select(i => source + (i * steps[axis - 1])))];
        }

        return new RearrangementOperator(input.Size, sources);
    }
}
