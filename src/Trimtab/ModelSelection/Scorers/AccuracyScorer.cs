namespace Trimtab.ModelSelection;

/// <summary>The share of rows predicted right.</summary>
[Named("accuracy")]
public sealed record AccuracyScorer : RowScorer
{
    /// <inheritdoc/>
    public override double[] ScoreRows(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Hits(context.Truth, context.Predicted);
    }
}
