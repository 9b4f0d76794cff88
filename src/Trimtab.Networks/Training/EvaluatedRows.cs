using Trimtab.Data;

namespace Trimtab.Networks;

/// <summary>Targets and predictions of the rows evaluated so far, in order, from which metrics are computed exactly.</summary>
/// <param name="dataset">The rows.</param>
/// <param name="outputs">Outputs of the net per row.</param>
/// <param name="capacity">Number of rows that will be evaluated.</param>
internal sealed class EvaluatedRows(CheckedDataset dataset, int outputs, int capacity)
{
    private readonly float[] _targets = new float[capacity * dataset.TargetColumns];
    private readonly float[] _predictions = new float[capacity * outputs];
    private int _targetRows, _predictionRows;

    /// <summary>The rows.</summary>
    public Dataset Data => dataset.Data;

    /// <summary>Targets per row.</summary>
    public int TargetColumns => dataset.TargetColumns;

    /// <summary>Appends the targets of <paramref name="rows"/> and returns them.</summary>
    public ReadOnlySpan<float> Targets(ReadOnlySpan<int> rows)
    {
        var to = _targets.AsSpan(_targetRows * TargetColumns, rows.Length * TargetColumns);
        for (int i = 0; i < rows.Length; i++)
        {
            var from = Data.TargetsOf(rows[i]);
            for (int column = 0; column < from.Length; column++)
            {
                to[(i * TargetColumns) + column] = (float)from[column];
            }
        }

        _targetRows += rows.Length;
        return to;
    }

    /// <summary>Space for the predictions of the next <paramref name="rows"/> rows.</summary>
    public Span<float> Predictions(int rows)
    {
        _predictionRows += rows;
        return _predictions.AsSpan((_predictionRows - rows) * outputs, rows * outputs);
    }

    /// <summary>All metrics over the rows evaluated, by name.</summary>
    public Dictionary<string, double> Compute(IReadOnlyList<Metric> metrics) => metrics.ToDictionary(
        metric => metric.Name,
        metric => metric.Evaluate(
            _targets.AsSpan(0, _targetRows * TargetColumns), TargetColumns, _predictions.AsSpan(0, _predictionRows * outputs), outputs));
}
