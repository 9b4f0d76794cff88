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

    /// <inheritdoc/>
    public override double[] ScoreRows(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return [.. context.Truth.Zip(context.Predicted, (truth, predicted) => truth == predicted ? 1.0 : 0)];
    }
}
