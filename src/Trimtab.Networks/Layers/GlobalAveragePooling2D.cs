using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>The mean of each channel over a whole image. Shapes: <c>(rows, columns, channels) → (channels)</c>.</summary>
[Named("global_average_pooling2d")]
public sealed record GlobalAveragePooling2D : Layer
{
    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        Require(input, 3, "images of shape (rows, columns, channels)");
        return [input[2]];
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new AveragePoolingKernel(PoolingPath.Whole(input));
}
