namespace Trimtab.Tool.Programs.Metrics;

/// <summary>A number of a program's output.</summary>
/// <param name="Value">The number.</param>
/// <param name="Step">How far the program was, as it says; null where it does not, so that it is no report.</param>
internal readonly record struct MetricReading(double Value, long? Step);
