namespace Trimtab.ModelSelection;

/// <summary>The mean recall of the classes that occur, so that a rare class counts as much as a frequent one.</summary>
[Named("balanced_accuracy")]
public sealed record BalancedAccuracyScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.BalancedAccuracy(context.Truth, context.Predicted, weights: context.WeightsFor(this));
    }
}
