namespace Trimtab.ModelSelection;

/// <summary>The negated log loss of the predicted probabilities.</summary>
/// <remarks>
/// Differs from scikit-learn on purpose: the estimator's classes are known, so a class that is missing from the rows scored is no error.
/// </remarks>
[Named("neg_log_loss")]
public sealed record NegativeLogLossScorer : RowScorer
{
    /// <inheritdoc/>
    public override double[] ScoreRows(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return [.. Scores.LogLosses(context.Truth, context.Probabilities(this), [.. context.Prediction.Classes]).Select(loss => -loss)];
    }
}
