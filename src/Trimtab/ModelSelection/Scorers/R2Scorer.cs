namespace Trimtab.ModelSelection;

/// <summary>R²: the share of the truths' variance that is predicted.</summary>
[Named("r2")]
public sealed record R2Scorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (truth, predicted, outputs) = context.RealValues(this);
        return Scores.R2(truth, predicted, outputs, context.WeightsFor(this));
    }
}
