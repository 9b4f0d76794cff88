namespace Trimtab;

/// <summary>Intermediate figures of a trial. Reports are told apart by fold and epoch, so folds never collide. Immutable.</summary>
/// <param name="Fold">The fold, from 0; 0 where there are none.</param>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Measures">Figures by name: <c>loss</c>, <c>accuracy</c>, <c>test_score</c>, …</param>
public sealed record Report(int Fold, int Epoch, IReadOnlyDictionary<string, double> Measures);
