namespace Trimtab.ModelSelection;

/// <summary>
/// The area under the ROC curve for two classes, ranked by decision values (<see cref="Prediction.DecisionValues"/>), else by the
/// probability of the larger one.
/// </summary>
[Named("roc_auc")]
public sealed record RocAucScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.RocAuc(context.Truth, context.Ranking(this), context.WeightsFor(this));
    }

    internal override (double Score, double[]? Rows) ScoreWithRows(ScoringContext context)
    {
        if (!context.WeightsFor(this).IsEmpty)
        {
            return (Score(context), null);
        }

        double[] ranking = context.Ranking(this);
        return (Scores.RocAuc(context.Truth, ranking), Scores.RocAucByRow(context.Truth, ranking));
    }
}
