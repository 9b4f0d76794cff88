using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Global max pooling: the maximum of each channel over a whole sequence.</summary>
/// <remarks>
/// Input shape: <c>(steps, channels)</c>. Output shape: <c>(channels)</c>.
/// <code>
/// var model = new Sequential([100]) { new Embedding(5000, 16), new Conv1D(32, 5), new GlobalMaxPooling1D(), new Dense(1) };
/// </code>
/// </remarks>
[Named("global_max_pooling1d")]
public sealed record GlobalMaxPooling1D : Layer
{
    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        RequireSequence(input);
        return [input[1]];
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new MaxPoolingOperator(PoolingPath.Global(1, input[0], input[1]));
}
