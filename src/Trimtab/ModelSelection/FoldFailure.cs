namespace Trimtab.ModelSelection;

/// <summary>An exception on one fold of a candidate: thrown by its fit, or by a scorer. Immutable.</summary>
/// <param name="Fold">The fold's number, from 0.</param>
/// <param name="Scorer">The name, as in the results, of the scorer that threw; <see langword="null"/> where the fit did.</param>
/// <param name="IsOnTrainingRows">Whether the scorer was scoring the training rows; the test score stands then.</param>
/// <param name="Cause">The exception, as a failed trial has it.</param>
public sealed record FoldFailure(int Fold, string? Scorer, bool IsOnTrainingRows, TrialFailure Cause)
{
    internal static FoldFailure Of(Exception error, int fold, string? scorer = null, bool isOnTrainingRows = false) =>
        new(fold, scorer, isOnTrainingRows, TrialFailure.Of(error));

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
