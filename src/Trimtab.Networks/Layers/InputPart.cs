using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>One input of a net with several: some consecutive numbers of each row, in a shape of their own.</summary>
/// <remarks>
/// Input shape: any. Output shape: <see cref="Shape"/>. <see cref="Model"/> makes one for each of its inputs.
/// <code>
/// var layer = new InputPart(784, [5]);
/// Shape output = layer.OutputShape([789]); // (5,): the last five of 789 numbers
/// </code>
/// </remarks>
[Named("input_part")]
public sealed record InputPart : Layer
{
    /// <summary>Creates a layer that takes some numbers of each row.</summary>
    /// <param name="offset">Number of the first one, in row-major order, from 0.</param>
    /// <param name="shape">Shape of the output; its numbers must be among those of a row.</param>
    public InputPart(int offset, Shape shape) => (Offset, Shape) = (Setting.AtLeast(offset, 0, nameof(Offset)), shape);

    /// <summary>Number of the first number of a row that is taken, in row-major order, from 0.</summary>
    public int Offset { get; }

    /// <summary>Shape of the output, without the batch axis.</summary>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => (long)Offset + Shape.Size <= input.Size
        ? Shape
        : throw Refuse(
            Invariant($"rows of at least {(long)Offset + Shape.Size} numbers, its Offset of {Offset} and {Shape.Size} more"), input);

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input)
    {
        _ = OutputShape(input);
        return new RearrangementOperator(input.Size, [.. Enumerable.Range(Offset, Shape.Size)]);
    }
}
