using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>A trained net that predicts real values. Thread-safe.</summary>
public sealed class FittedNetworkRegressor : FittedNetwork
{
    internal FittedNetworkRegressor(NeuralNetwork model)
        : base(model)
    {
    }

    /// <summary>R², the coefficient of determination.</summary>
    public override Scorer OwnScorer { get; } = new R2Scorer();

    /// <inheritdoc/>
    private protected override Prediction ToPrediction(float[] outputs, int rows)
    {
        double[] values = [.. outputs.Select(value => (double)value)];
        int columns = Model.OutputShape.Size;
        return columns == 1 ? new(values) : new([.. Enumerable.Range(0, rows).Select(row => values[row * columns])]) { Outputs = values };
    }
}
