namespace Trimtab.ModelSelection;

/// <summary>The negated mean of absolute errors divided by absolute truths, as a share.</summary>
[Named("neg_mean_absolute_percentage_error")]
public sealed record NegativeMeanAbsolutePercentageErrorScorer : RowScorer
{
    /// <inheritdoc/>
    public override double[] ScoreRows(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (truth, predicted, outputs) = context.RealValues(this);
        return [.. Scores.AbsolutePercentageErrors(truth, predicted, outputs).Select(error => -error)];
    }
}
