using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Average pooling: the mean of each window of an image, channel by channel. Padding cells are not counted.</summary>
/// <remarks>
/// Input shape: <c>(rows, columns, channels)</c>. Output shape: <c>(pooled_rows, pooled_columns, channels)</c>.
/// <code>
/// var layer = new AveragePooling2D((2, 3)) { Strides = 2, Padding = Padding.Same };
/// Shape output = layer.OutputShape([28, 28, 8]); // (14, 14, 8)
/// </code>
/// </remarks>
[Named("average_pooling2d")]
public sealed record AveragePooling2D : Pooling2D
{
    /// <summary>Creates an average pooling layer.</summary>
    /// <param name="poolSize">Rows and columns of a window; one number for both.</param>
    public AveragePooling2D(Size2D poolSize)
        : base(poolSize)
    {
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new AveragePoolingOperator(Path(input));
}
