namespace Trimtab.ModelSelection;

/// <summary>The negated median absolute error.</summary>
[Named("neg_median_absolute_error")]
public sealed record NegativeMedianAbsoluteErrorScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (truth, predicted, outputs) = context.RealValues(this);
        return -Scores.MedianAbsoluteError(truth, predicted, outputs, context.WeightsFor(this));
    }
}
