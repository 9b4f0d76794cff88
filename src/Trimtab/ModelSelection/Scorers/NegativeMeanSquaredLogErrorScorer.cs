namespace Trimtab.ModelSelection;

/// <summary>The negated mean squared difference of ln(1 + value).</summary>
[Named("neg_mean_squared_log_error")]
public sealed record NegativeMeanSquaredLogErrorScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (truth, predicted, outputs) = context.RealValues(this);
        return -Scores.MeanSquaredLogarithmicError(truth, predicted, outputs);
    }
}
