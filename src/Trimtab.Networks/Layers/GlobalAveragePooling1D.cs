using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Global average pooling: the mean of each channel over a whole sequence.</summary>
/// <remarks>
/// Input shape: <c>(steps, channels)</c>. Output shape: <c>(channels)</c>.
/// <code>
/// var model = new Sequential([100]) { new Embedding(5000, 16), new Conv1D(32, 5), new GlobalAveragePooling1D(), new Dense(1) };
/// </code>
/// </remarks>
[Named("global_average_pooling1d")]
public sealed record GlobalAveragePooling1D : Layer
{
    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        RequireSequence(input);
        return [input[1]];
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new AveragePoolingOperator(PoolingPath.Global(1, input[0], input[1]));
}
