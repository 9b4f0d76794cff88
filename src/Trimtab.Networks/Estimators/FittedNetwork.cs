using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>A trained net as a fitted estimator. Thread-safe: predictions are serialized.</summary>
public abstract class FittedNetwork : IFitted
{
    private readonly Lock _gate = new();

    private protected FittedNetwork(NeuralNetwork model) => Model = model;

    /// <summary>The net. Not thread-safe.</summary>
    public NeuralNetwork Model { get; }

    /// <inheritdoc/>
    public abstract Scorer OwnScorer { get; }

    /// <inheritdoc/>
    public Prediction Predict(Dataset data)
    {
        lock (_gate)
        {
            return ToPrediction(Model.Predict(data), data.Count);
        }
    }

    /// <summary>Converts the net's outputs, rows × outputs, row-major.</summary>
    private protected abstract Prediction ToPrediction(float[] outputs, int rows);
}
