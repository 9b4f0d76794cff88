namespace Trimtab.ModelSelection;

/// <summary>The negated mean squared error.</summary>
[Named("neg_mean_squared_error")]
public sealed record NegativeMeanSquaredErrorScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (truth, predicted, outputs) = context.RealValues(this);
        return -Scores.MeanSquaredError(truth, predicted, outputs);
    }

    /// <inheritdoc/>
    public override double[] ScoreRows(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.NegativeErrors(this, (truth, predicted) => (truth - predicted) * (truth - predicted));
    }
}
