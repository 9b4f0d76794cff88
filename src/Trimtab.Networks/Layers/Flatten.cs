using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Makes one row of features of an image: row by row, column by column, channel by channel.</summary>
[Named("flatten")]
public sealed record Flatten : Layer
{
    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => [input.Size];

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new ViewKernel();
}
