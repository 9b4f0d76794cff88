namespace Trimtab.Networks;

/// <summary>A metric monitored by a callback, with its direction of improvement.</summary>
/// <param name="Name">Name of the metric.</param>
/// <param name="Direction">Direction of improvement.</param>
internal readonly record struct MonitoredMetric(string Name, Direction Direction)
{
    /// <summary>Initial value that any number improves on.</summary>
    public double Worst => Direction.Loss(double.PositiveInfinity);

    /// <summary>The metric called <paramref name="name"/>, with the given direction or its own.</summary>
    /// <exception cref="UnknownNameException">No metric has this name.</exception>
    public static MonitoredMetric In(TrainingState state, string name, Direction? direction) =>
        new(name, direction ?? state.DirectionOf(name));

    /// <summary>Value of the metric in a report.</summary>
    /// <exception cref="UnknownNameException">The report does not contain the metric.</exception>
    public double Of(EpochReport report) => report.Metrics.TryGetValue(Name, out double value)
        ? value
        : throw new UnknownNameException("metric", Name, report.Metrics.Keys);

    /// <summary>
    /// Whether <paramref name="value"/> is better than <paramref name="best"/> by more than <paramref name="margin"/>; false for NaN.
    /// </summary>
    public bool IsBetter(double value, double best, double margin) =>
        Direction.Loss(value) < Direction.Loss(best) - margin;
}
