namespace Trimtab.ModelSelection;

/// <summary>The negated Brier score of the larger of two classes' probability.</summary>
[Named("neg_brier_score")]
public sealed record NegativeBrierScorer : RowScorer
{
    /// <inheritdoc/>
    public override double[] ScoreRows(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return [.. Scores.BrierSquares(context.Truth, context.PositiveProbabilities(this)).Select(square => -square)];
    }
}
