namespace Trimtab.ModelSelection;

/// <summary>How often each class was taken for each: rows are the truth, columns the prediction.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed class ConfusionMatrix
{
    private readonly long[,] _counts;

    internal ConfusionMatrix(double[] labels, ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        Labels = labels;
        _counts = new long[labels.Length, labels.Length];
        for (int i = 0; i < truth.Length; i++)
        {
            _counts[Array.BinarySearch(labels, truth[i]), Array.BinarySearch(labels, predicted[i])]++;
        }
    }

    /// <summary>The class numbers rows and columns stand for, ascending: every one that is true or predicted somewhere.</summary>
    public IReadOnlyList<double> Labels { get; }

    /// <summary>How many rows were scored.</summary>
    public long Total => Indices.Sum(TrueCount);

    /// <summary>How many were predicted right.</summary>
    public long Correct => Indices.Sum(i => _counts[i, i]);

    internal IEnumerable<int> Indices => Enumerable.Range(0, Labels.Count);

    /// <summary>
    /// How often the class at <paramref name="truth"/> of <see cref="Labels"/> was taken for the one at <paramref name="predicted"/>.
    /// </summary>
    public long this[int truth, int predicted] => _counts[truth, predicted];

    /// <summary>How many rows are of the class at <paramref name="index"/>: its support.</summary>
    public long TrueCount(int index) => Indices.Sum(predicted => _counts[index, predicted]);

    /// <summary>How many rows were taken for the class at <paramref name="index"/>.</summary>
    public long PredictedCount(int index) => Indices.Sum(truth => _counts[truth, index]);
}
