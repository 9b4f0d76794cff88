namespace Trimtab.ModelSelection;

/// <summary>The negated mean squared error.</summary>
[Named("neg_mean_squared_error")]
public sealed record NegativeMeanSquaredErrorScorer : RowScorer
{
    /// <inheritdoc/>
    public override double[] ScoreRows(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (truth, predicted, outputs) = context.RealValues(this);
        return [.. Scores.SquaredErrors(truth, predicted, outputs).Select(error => -error)];
    }
}
