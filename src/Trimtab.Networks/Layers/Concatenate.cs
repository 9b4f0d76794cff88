using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Joins tensors along an axis.</summary>
/// <remarks>
/// Input shape: any, the same for all inputs but for one axis. Output shape: the same, with the sum of the sizes of that axis.
/// <code>
/// var x = Model.Input([8, 8, 3]);
/// var narrow = x.Apply(new Conv2D(4, 1));
/// var wide = x.Apply(new Conv2D(4, 3) { Padding = Padding.Same });
/// var model = new Model(x, new Concatenate().Apply(narrow, wide).Apply(new Flatten()).Apply(new Dense(1))); // 8 channels
/// </code>
/// </remarks>
[Named("concatenate")]
public sealed record Concatenate : MergeLayer
{
    /// <summary>
    /// The axis, as Keras counts: 1 is the first one of a row, as the batch's is 0, and -1 the last one. Not 0. Default -1.
    /// </summary>
    public int Axis
    {
        get;
        init => field = Setting.Check(value, value != 0, "other than 0, the axis of the batch");
    } = -1;

    /// <inheritdoc/>
    public override Shape OutputShape(IReadOnlyList<Shape> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var first = inputs[0];
        int axis = IndexIn(first);
        bool fits = axis >= 0 && axis < first.Count && inputs.All(input =>
            input.Count == first.Count && Enumerable.Range(0, first.Count).All(i => i == axis || input[i] == first[i]));
        return fits
            ? Shape.Create([.. first.Select((size, i) => i == axis ? inputs.Sum(input => input[i]) : size)])
            : throw Refuse(Invariant($"inputs whose shapes differ in axis {Axis} at most, and have one"), inputs);
    }

    /// <inheritdoc/>
    public override MergeOperator Compile(IReadOnlyList<Shape> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        int axis = IndexIn(inputs[0]);
        return new ConcatenationOperator([.. inputs.Select(input => input.Skip(axis).Aggregate(1, (product, size) => product * size))]);
    }

    private int IndexIn(Shape shape) => Axis < 0 ? shape.Count + Axis : Axis - 1;
}
