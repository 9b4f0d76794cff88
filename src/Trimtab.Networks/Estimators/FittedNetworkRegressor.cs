using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>A net that has learned real values.</summary>
/// <remarks>Thread-safe: predictions wait for one another.</remarks>
public sealed class FittedNetworkRegressor : IFitted
{
    private readonly Lock _gate = new();

    internal FittedNetworkRegressor(Sequential model) => Model = model;

    /// <summary>The net. Not thread-safe by itself.</summary>
    public Sequential Model { get; }

    /// <inheritdoc/>
    public Prediction Predict(Dataset data)
    {
        lock (_gate)
        {
            double[] outputs = [.. Model.Predict(data).Select(value => (double)value)];
            int columns = Model.OutputShape.Size;
            return columns == 1
                ? new(outputs)
                : new([.. Enumerable.Range(0, outputs.Length / columns).Select(row => outputs[row * columns])]) { Outputs = outputs };
        }
    }

    /// <summary>The coefficient of determination, R².</summary>
    public Scorer OwnScorer { get; } = "r2";
}
