namespace Trimtab.ModelSelection;

/// <summary>What was learned. Thread-safe unless its type says otherwise.</summary>
public interface IFitted
{
    /// <summary>Predicts every row of <paramref name="data"/>; its targets are not looked at.</summary>
    Prediction Predict(Dataset data);

    /// <summary>The estimator's own score on <paramref name="data"/>; higher is better. Accuracy for a classifier, R² for a regressor.</summary>
    double Score(Dataset data);

    /// <summary>The scorer that <see cref="Score"/> is, to the last bit; <see langword="null"/> (the default) where it is none. It shares predictions and knows the scores of single rows.</summary>
    Scorer? OwnScorer => null;
}

/// <summary>Predictions for some rows, in their order.</summary>
/// <param name="Values">One number a row: the class for a classifier, the value for a regressor with one output.</param>
public sealed record Prediction(double[] Values)
{
    /// <summary>n × classes, row-major: the probability of each class; <see langword="null"/> where the estimator has none.</summary>
    public double[]? Probabilities { get; init; }

    /// <summary>The class numbers the columns of <see cref="Probabilities"/> stand for, ascending. Empty for a regressor.</summary>
    public IReadOnlyList<double> Classes { get; init; } = [];

    /// <summary>n × outputs, row-major, where a regressor predicts several values a row; otherwise <see langword="null"/>.</summary>
    public double[]? Outputs { get; init; }
}
