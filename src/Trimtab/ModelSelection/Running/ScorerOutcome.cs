using Trimtab.Statistics;

namespace Trimtab.ModelSelection.Running;

/// <summary>What one scorer made of one fold's rows.</summary>
/// <param name="Value">The score; the search's <see cref="ErrorScore"/> where there is none.</param>
/// <param name="Error">What the scorer threw; <see langword="null"/> where it did not.</param>
/// <param name="Rows">The scores of single rows whose mean it is, or the influence of single rows on it, where they are known and were kept.</param>
internal readonly record struct ScorerOutcome(double Value, Exception? Error = null, RowScores? Rows = null);
