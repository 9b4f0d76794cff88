using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>A fitted estimator. Thread-safe unless its type says otherwise.</summary>
public interface IFitted
{
    /// <summary>Predicts every row of <paramref name="data"/>; its targets are not looked at.</summary>
    Prediction Predict(Dataset data);

    /// <summary>
    /// The scorer of a search that names none: accuracy for a classifier, R² for a regressor. Its score is
    /// <see cref="FittedExtensions.Score"/>.
    /// </summary>
    Scorer OwnScorer { get; }
}

/// <summary>Members of every fitted estimator.</summary>
public static class FittedExtensions
{
    /// <summary>The score of <paramref name="data"/> by <see cref="IFitted.OwnScorer"/>; higher is better.</summary>
    /// <param name="fitted">The fitted estimator.</param>
    /// <param name="data">The rows to score on, with targets.</param>
    /// <exception cref="TrimtabException">The rows have no targets, or the estimator can't predict them.</exception>
    public static double Score(this IFitted fitted, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        ArgumentNullException.ThrowIfNull(data);
        return fitted.OwnScorer.Score(new(fitted, data));
    }
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

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
