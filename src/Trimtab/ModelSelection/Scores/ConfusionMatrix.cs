namespace Trimtab.ModelSelection;

/// <summary>How often each class was taken for each: rows are the truth, columns the prediction.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed class ConfusionMatrix
{
    private readonly double[,] _sums; // of the rows' weights: counts where they have none

    internal ConfusionMatrix(
        double[] labels, ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, ReadOnlySpan<double> weights)
    {
        Labels = labels;
        _sums = new double[labels.Length, labels.Length];
        for (int i = 0; i < truth.Length; i++)
        {
            _sums[Array.BinarySearch(labels, truth[i]), Array.BinarySearch(labels, predicted[i])] += weights.IsEmpty ? 1 : weights[i];
        }
    }

    /// <summary>The class numbers rows and columns stand for, ascending: every one that is true or predicted somewhere.</summary>
    public IReadOnlyList<double> Labels { get; }

    /// <summary>How many rows were scored.</summary>
    public long Total => (long)TotalWeight;

    /// <summary>How many were predicted right.</summary>
    public long Correct => (long)CorrectWeight;

    internal IEnumerable<int> Indices => Enumerable.Range(0, Labels.Count);

    /// <summary>Sum of the weights of all rows.</summary>
    internal double TotalWeight => Indices.Sum(TrueWeight);

    /// <summary>Sum of the weights of the rows that were predicted right.</summary>
    internal double CorrectWeight => Indices.Sum(i => _sums[i, i]);

    /// <summary>
    /// How often the class at <paramref name="truth"/> of <see cref="Labels"/> was taken for the one at <paramref name="predicted"/>.
    /// </summary>
    public long this[int truth, int predicted] => (long)_sums[truth, predicted];

    /// <summary>How many rows are of the class at <paramref name="index"/>: its support.</summary>
    public long TrueCount(int index) => (long)TrueWeight(index);

    /// <summary>How many rows were taken for the class at <paramref name="index"/>.</summary>
    public long PredictedCount(int index) => (long)PredictedWeight(index);

    /// <summary>Sum of the weights of the rows of one class that were taken for another.</summary>
    internal double Weight(int truth, int predicted) => _sums[truth, predicted];

    /// <summary>Sum of the weights of the rows of a class.</summary>
    internal double TrueWeight(int index) => Indices.Sum(predicted => _sums[index, predicted]);

    /// <summary>Sum of the weights of the rows that were taken for a class.</summary>
    internal double PredictedWeight(int index) => Indices.Sum(truth => _sums[truth, index]);
}
