namespace Trimtab.ModelSelection;

/// <summary>The share of the truths' variance that is predicted, not counting an error all predictions have in common.</summary>
[Named("explained_variance")]
public sealed record ExplainedVarianceScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (truth, predicted, outputs) = context.RealValues(this);
        return Scores.ExplainedVariance(truth, predicted, outputs, context.WeightsFor(this));
    }
}
