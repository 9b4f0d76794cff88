namespace Trimtab.ModelSelection;

/// <summary>The negated square root of the mean squared error.</summary>
[Named("neg_root_mean_squared_error")]
public sealed record NegativeRootMeanSquaredErrorScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (truth, predicted, outputs) = context.RealValues(this);
        return -Scores.RootMeanSquaredError(truth, predicted, outputs, context.WeightsFor(this));
    }
}
