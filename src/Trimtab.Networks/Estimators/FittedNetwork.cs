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

    /// <summary>Columns of the rows that were learned from; empty where they had no names.</summary>
    internal IReadOnlyList<FeatureColumn> Columns { get; init; } = [];

    /// <summary>Predicts every row of <paramref name="data"/>, also where there are none; its targets are not looked at.</summary>
    /// <exception cref="TrimtabException">
    /// Its features have other names than those that were learned, or another order; or the net can't compute with them.
    /// </exception>
    public Prediction Predict(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        LearnedColumns.Require(Columns, data, "predict");
        lock (_gate)
        {
            return ToPrediction(data.Count == 0 ? [] : Model.Predict(data), data.Count);
        }
    }

    /// <summary>Converts the net's outputs, rows × outputs, row-major.</summary>
    private protected abstract Prediction ToPrediction(float[] outputs, int rows);
}
