using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>
/// Targets, weights and predictions of rows in the order in which they are evaluated, from which metrics are computed exactly.
/// </summary>
/// <remarks>Different rows may be written from different threads.</remarks>
/// <param name="dataset">The rows.</param>
/// <param name="outputs">Outputs of the net per row.</param>
/// <param name="capacity">Number of rows that will be evaluated.</param>
internal sealed class EvaluatedRows(CheckedDataset dataset, int outputs, int capacity)
{
    private readonly float[] _targets = NumbersOf(capacity, dataset.TargetColumns, "targets");
    private readonly float[] _weights = dataset.Data.Weights is null ? [] : new float[capacity];
    private readonly float[] _predictions = NumbersOf(capacity, outputs, "outputs");

    /// <summary>The rows.</summary>
    public Dataset Data => dataset.Data;

    /// <summary>Targets per row.</summary>
    public int TargetColumns => dataset.TargetColumns;

    /// <summary>An array of some numbers per row.</summary>
    /// <exception cref="ShapeException">No array can hold so many.</exception>
    public static float[] NumbersOf(int rows, int columns, string name) => (long)rows * columns <= Array.MaxLength
        ? new float[rows * columns]
        : throw new ShapeException(Invariant($"Rows × {name} must be at most {Array.MaxLength}, which an array can hold. ")
            + Invariant($"Got {rows} × {columns}: pass fewer rows at a time."));

    /// <summary>Copies the targets of <paramref name="rows"/> and returns them.</summary>
    /// <param name="rows">Indices of the rows.</param>
    /// <param name="position">Rows that are evaluated before these.</param>
    public ReadOnlySpan<float> Targets(ReadOnlySpan<int> rows, int position)
    {
        var to = _targets.AsSpan(position * TargetColumns, rows.Length * TargetColumns);
        for (int i = 0; i < rows.Length; i++)
        {
            var from = Data.TargetsOf(rows[i]);
            for (int column = 0; column < from.Length; column++)
            {
                to[(i * TargetColumns) + column] = (float)from[column];
            }
        }

        return to;
    }

    /// <summary>Copies the weights of <paramref name="rows"/> and returns them; empty where the rows have none.</summary>
    /// <param name="rows">Indices of the rows.</param>
    /// <param name="position">Rows that are evaluated before these.</param>
    public ReadOnlySpan<float> Weights(ReadOnlySpan<int> rows, int position)
    {
        if (Data.Weights is not { } weights)
        {
            return [];
        }

        var to = _weights.AsSpan(position, rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            to[i] = (float)weights[rows[i]];
        }

        return to;
    }

    /// <summary>Space for the predictions of <paramref name="rows"/> rows.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="position">Rows that are evaluated before these.</param>
    public Span<float> Predictions(int rows, int position) => _predictions.AsSpan(position * outputs, rows * outputs);

    /// <summary>All metrics over the first <paramref name="rows"/> rows, by name; they have been evaluated.</summary>
    public Dictionary<string, double> Compute(IReadOnlyList<Metric> metrics, int rows) =>
        metrics.ToDictionary(metric => metric.Name, metric => Compute(metric, rows));

    private double Compute(Metric metric, int rows)
    {
        var targets = _targets.AsSpan(0, rows * TargetColumns);
        var predictions = _predictions.AsSpan(0, rows * outputs);
        return metric.UsesWeights
            ? metric.Evaluate(targets, TargetColumns, predictions, outputs, _weights.AsSpan(0, Math.Min(rows, _weights.Length)))
            : metric.Evaluate(targets, TargetColumns, predictions, outputs);
    }
}
