using Trimtab.Networks;

namespace Trimtab.Testing;

/// <summary>Rows of targets and predictions that a metric is computed on.</summary>
/// <param name="Targets">Targets, row-major.</param>
/// <param name="TargetColumns">Targets per row: 1 (class number or value), or as many as outputs (one-hot or values).</param>
/// <param name="Predictions">Predictions, row-major.</param>
/// <param name="Outputs">Predictions per row.</param>
public sealed record MetricRows(IReadOnlyList<float> Targets, int TargetColumns, IReadOnlyList<float> Predictions, int Outputs)
{
    /// <summary>Number of rows.</summary>
    public int Count => Targets.Count / TargetColumns;

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);

    /// <summary>Some of the rows, in the order of their numbers.</summary>
    internal MetricRows Of(IReadOnlyList<int> rows) => this with
    {
        Targets = [.. rows.SelectMany(row => Targets.Skip(row * TargetColumns).Take(TargetColumns))],
        Predictions = [.. rows.SelectMany(row => Predictions.Skip(row * Outputs).Take(Outputs))],
    };

    /// <summary>The metric of the rows.</summary>
    internal double Evaluate(Metric metric) => metric.Evaluate([.. Targets], TargetColumns, [.. Predictions], Outputs);

    /// <summary>The metric of the rows with weights.</summary>
    internal double Evaluate(Metric metric, float[] weights) =>
        metric.Evaluate([.. Targets], TargetColumns, [.. Predictions], Outputs, weights);
}
