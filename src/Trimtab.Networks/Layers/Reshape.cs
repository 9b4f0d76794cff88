using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Gives its input another shape; the numbers stay in row-major order.</summary>
/// <remarks>
/// Input shape: any. Output shape: the target shape, of as many numbers. Keras's −1 for a size that follows from the others is not taken.
/// <code>
/// var model = new Sequential([784]) { new Reshape([28, 28, 1]), new Conv2D(8, 3), new Flatten(), new Dense(10) };
/// </code>
/// </remarks>
[Named("reshape")]
public sealed record Reshape : Layer
{
    /// <summary>Creates a layer whose output has the shape <paramref name="targetShape"/>, without the batch axis.</summary>
    public Reshape(Shape targetShape) => TargetShape = targetShape;

    /// <summary>Shape of the output, without the batch axis.</summary>
    public Shape TargetShape { get; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input.Size == TargetShape.Size
        ? TargetShape
        : throw Refuse(Invariant($"an input of {TargetShape.Size} numbers, as {TargetShape} has"), input);

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new ViewOperator();
}
