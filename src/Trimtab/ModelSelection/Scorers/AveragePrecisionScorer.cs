namespace Trimtab.ModelSelection;

/// <summary>
/// The average precision of class 1 against one other, ranked by decision values (<see cref="Prediction.DecisionValues"/>), else by the
/// probability of the larger class.
/// </summary>
[Named("average_precision")]
public sealed record AveragePrecisionScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.AveragePrecision(context.Truth, context.Ranking(this), weights: context.WeightsFor(this));
    }
}
