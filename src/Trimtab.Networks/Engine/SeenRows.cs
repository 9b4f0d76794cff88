using Trimtab.Data;

namespace Trimtab.Networks.Engine;

/// <summary>Targets and predictions of the rows seen so far, in the order seen, so that metrics are exact over an epoch.</summary>
/// <param name="table">The rows.</param>
/// <param name="outputs">The net's outputs per row.</param>
/// <param name="capacity">Rows that will be seen.</param>
internal sealed class SeenRows(TargetTable table, int outputs, int capacity)
{
    private readonly float[] _targets = new float[capacity * table.Columns];
    private readonly float[] _predictions = new float[capacity * outputs];
    private int _targetRows, _predictionRows;

    /// <summary>The rows.</summary>
    public Dataset Data => table.Data;

    /// <summary>Targets per row.</summary>
    public int Columns => table.Columns;

    /// <summary>The targets of the next rows seen.</summary>
    public ReadOnlySpan<float> Targets(ReadOnlySpan<int> rows)
    {
        var to = _targets.AsSpan(_targetRows * Columns, rows.Length * Columns);
        for (int i = 0; i < rows.Length; i++)
        {
            var from = Data.TargetsOf(rows[i]);
            for (int column = 0; column < from.Length; column++)
            {
                to[(i * Columns) + column] = (float)from[column];
            }
        }

        _targetRows += rows.Length;
        return to;
    }

    /// <summary>Room for the predictions of the next rows seen.</summary>
    public Span<float> Predictions(int rows)
    {
        _predictionRows += rows;
        return _predictions.AsSpan((_predictionRows - rows) * outputs, rows * outputs);
    }

    /// <summary>Every metric over the rows seen.</summary>
    public Dictionary<string, double> Measure(IReadOnlyList<Metric> metrics) => metrics.ToDictionary(
        metric => metric.Name,
        metric => metric.Evaluate(_targets.AsSpan(0, _targetRows * Columns), Columns, _predictions.AsSpan(0, _predictionRows * outputs), outputs));
}
