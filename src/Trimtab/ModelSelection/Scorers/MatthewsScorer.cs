namespace Trimtab.ModelSelection;

/// <summary>Matthews' correlation coefficient: −1 … 1, 0 for guessing.</summary>
[Named("matthews_corrcoef")]
public sealed record MatthewsScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.MatthewsCorrelation(context.Truth, context.Predicted, context.WeightsFor(this));
    }
}
