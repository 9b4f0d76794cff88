namespace Trimtab.ModelSelection;

/// <summary>The negated mean absolute error.</summary>
[Named("neg_mean_absolute_error")]
public sealed record NegativeMeanAbsoluteErrorScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (truth, predicted, outputs) = context.RealValues(this);
        return -Scores.MeanAbsoluteError(truth, predicted, outputs);
    }

    /// <inheritdoc/>
    public override double[] ScoreRows(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.NegativeErrors(this, (truth, predicted) => Math.Abs(truth - predicted));
    }
}
