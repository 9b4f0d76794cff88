using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Max pooling: the maximum of each window of an image, channel by channel.</summary>
/// <remarks>
/// Input shape: <c>(rows, columns, channels)</c>. Output shape: <c>(pooled_rows, pooled_columns, channels)</c>.
/// On ties, the first cell in row-major order receives the whole gradient.
/// <code>
/// var layer = new MaxPooling2D(2);
/// Shape output = layer.OutputShape([24, 24, 8]); // (12, 12, 8)
/// </code>
/// </remarks>
[Named("max_pooling2d")]
public sealed record MaxPooling2D : Pooling2D
{
    /// <summary>Creates a max pooling layer.</summary>
    /// <param name="poolSize">Rows and columns of a window; one number for both.</param>
    public MaxPooling2D(Size2D poolSize)
        : base(poolSize)
    {
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new MaxPoolingOperator(Path(input));
}
