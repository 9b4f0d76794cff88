namespace Trimtab.ModelSelection;

/// <summary>An exception on one fold of a candidate: thrown by its fit, or by a scorer. Immutable.</summary>
/// <param name="Fold">The fold's number, from 0.</param>
/// <param name="Scorer">The name, as in the results, of the scorer that threw; <see langword="null"/> where the fit did.</param>
/// <param name="IsOnTrainingRows">Whether the scorer was scoring the training rows; the test score stands then.</param>
/// <param name="ExceptionType">The exception's full type name.</param>
/// <param name="Message">The exception's message.</param>
public sealed record FoldFailure(int Fold, string? Scorer, bool IsOnTrainingRows, string ExceptionType, string Message)
{
    internal static FoldFailure Of(Exception error, int fold, string? scorer = null, bool isOnTrainingRows = false) =>
        new(fold, scorer, isOnTrainingRows, error.GetType().FullName ?? error.GetType().Name, error.Message);
}
