using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Flattens an image to a row of features, in row-major order: by row, column, channel.</summary>
/// <remarks>
/// Input shape: any. Output shape: <c>(product of the input's sizes)</c>.
/// <code>
/// var model = new Sequential([28, 28, 1]) { new Flatten(), new Dense(10) { Activation = "softmax" } };
/// </code>
/// </remarks>
[Named("flatten")]
public sealed record Flatten : Layer
{
    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => [input.Size];

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new ViewOperator();
}
