using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Global max pooling: the maximum of each channel over a whole image.</summary>
/// <remarks>
/// Input shape: <c>(rows, columns, channels)</c>. Output shape: <c>(channels)</c>.
/// <code>
/// var model = new Sequential([28, 28, 1]) { new Conv2D(8, 3), new GlobalMaxPooling2D(), new Dense(10) };
/// </code>
/// </remarks>
[Named("global_max_pooling2d")]
public sealed record GlobalMaxPooling2D : Layer
{
    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        RequireImage(input);
        return [input[2]];
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new MaxPoolingOperator(PoolingPath.Global(input[0], input[1], input[2]));
}
