using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Average pooling: the mean of each window of a sequence, channel by channel. Padding steps are not counted.</summary>
/// <remarks>
/// Input shape: <c>(steps, channels)</c>. Output shape: <c>(pooled_steps, channels)</c>.
/// <code>
/// var layer = new AveragePooling1D(2);
/// Shape output = layer.OutputShape([100, 8]); // (50, 8)
/// </code>
/// </remarks>
[Named("average_pooling1d")]
public sealed record AveragePooling1D : Pooling1D
{
    /// <summary>Creates an average pooling layer.</summary>
    /// <param name="poolSize">Steps of a window, 1 or more.</param>
    public AveragePooling1D(int poolSize)
        : base(poolSize)
    {
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new AveragePoolingOperator(Path(input));
}
