namespace Trimtab.ModelSelection;

/// <summary>The negated mean absolute error.</summary>
[Named("neg_mean_absolute_error")]
public sealed record NegativeMeanAbsoluteErrorScorer : RowScorer
{
    /// <inheritdoc/>
    public override double[] ScoreRows(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (truth, predicted, outputs) = context.RealValues(this);
        return [.. Scores.AbsoluteErrors(truth, predicted, outputs).Select(error => -error)];
    }
}
