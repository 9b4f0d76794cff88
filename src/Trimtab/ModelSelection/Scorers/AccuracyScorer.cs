namespace Trimtab.ModelSelection;

/// <summary>The share of rows predicted right.</summary>
[Named("accuracy")]
public sealed record AccuracyScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Accuracy(context.Truth, context.Predicted);
    }
}
