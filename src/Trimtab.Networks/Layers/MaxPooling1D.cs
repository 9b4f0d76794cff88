using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Max pooling: the maximum of each window of a sequence, channel by channel.</summary>
/// <remarks>
/// Input shape: <c>(steps, channels)</c>. Output shape: <c>(pooled_steps, channels)</c>.
/// <code>
/// var layer = new MaxPooling1D(2);
/// Shape output = layer.OutputShape([100, 8]); // (50, 8)
/// </code>
/// </remarks>
[Named("max_pooling1d")]
public sealed record MaxPooling1D : Pooling1D
{
    /// <summary>Creates a max pooling layer.</summary>
    /// <param name="poolSize">Steps of a window, 1 or more.</param>
    public MaxPooling1D(int poolSize)
        : base(poolSize)
    {
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new MaxPoolingOperator(Path(input));
}
