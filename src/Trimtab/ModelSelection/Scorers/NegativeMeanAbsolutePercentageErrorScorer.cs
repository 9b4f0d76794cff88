namespace Trimtab.ModelSelection;

/// <summary>The negated mean of absolute errors divided by absolute truths, as a share.</summary>
[Named("neg_mean_absolute_percentage_error")]
public sealed record NegativeMeanAbsolutePercentageErrorScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (truth, predicted, outputs) = context.RealValues(this);
        return -Scores.MeanAbsolutePercentageError(truth, predicted, outputs);
    }

    /// <inheritdoc/>
    public override double[] ScoreRows(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.NegativeErrors(this, (truth, predicted) => Math.Abs(truth - predicted) / Math.Max(Math.Abs(truth), Scores.SmallestTruth));
    }
}
