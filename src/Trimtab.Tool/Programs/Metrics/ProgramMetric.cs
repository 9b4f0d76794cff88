namespace Trimtab.Tool.Programs.Metrics;

/// <summary>A metric of a program: its objective, where it comes from, and which of its numbers counts. Immutable.</summary>
/// <param name="Objective">Name and direction.</param>
/// <param name="From">The text of <c>--from</c>.</param>
/// <param name="Source">The source that this text names.</param>
/// <param name="Take">Which of several numbers counts.</param>
internal sealed record ProgramMetric(Objective Objective, string From, MetricSource Source, TakeRule Take);
