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

    /// <summary>
    /// Predicts batches of rows one after another, each when it is asked for, so that no more than one is in memory:
    /// <c>fitted.PredictBatches(rows.Batches(1000))</c>, or batches read from a file.
    /// </summary>
    /// <param name="fitted">The fitted estimator.</param>
    /// <param name="batches">The rows; a batch without rows is left out.</param>
    /// <returns>The predictions of each batch; of a row, the same as in any other batch.</returns>
    public static IEnumerable<Prediction> PredictBatches(this IFitted fitted, IEnumerable<Dataset> batches)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        ArgumentNullException.ThrowIfNull(batches);
        return batches.Where(batch => batch.Count > 0).Select(fitted.Predict);
    }
}
