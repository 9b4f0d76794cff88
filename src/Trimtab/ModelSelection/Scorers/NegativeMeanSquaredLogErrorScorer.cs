namespace Trimtab.ModelSelection;

/// <summary>The negated mean squared difference of ln(1 + value).</summary>
[Named("neg_mean_squared_log_error")]
public sealed record NegativeMeanSquaredLogErrorScorer : RowScorer
{
    /// <inheritdoc/>
    public override double[] ScoreRows(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (truth, predicted, outputs) = context.RealValues(this);
        return [.. Scores.SquaredLogarithmicErrors(truth, predicted, outputs).Select(error => -error)];
    }
}
