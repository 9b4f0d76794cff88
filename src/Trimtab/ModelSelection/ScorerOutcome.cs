namespace Trimtab.ModelSelection;

/// <summary>What one scorer made of one fold's rows.</summary>
/// <param name="Value">The score; the search's <see cref="ErrorScore"/> where there is none.</param>
/// <param name="Error">What the scorer threw; <see langword="null"/> where it did not.</param>
internal readonly record struct ScorerOutcome(double Value, Exception? Error = null);
