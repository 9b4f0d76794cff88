namespace Trimtab.ModelSelection;

/// <summary>Recall of the positive class: true positives / (true positives + false negatives).</summary>
/// <param name="Positive">The class that is scored. Default 1.</param>
[Named("recall")]
public sealed record RecallScorer(double Positive = 1) : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Recall(context.Truth, context.Predicted, positive: Positive, weights: context.WeightsFor(this));
    }
}

/// <summary>Macro-averaged recall: the mean over classes.</summary>
[Named("recall_macro")]
public sealed record RecallMacroScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Recall(context.Truth, context.Predicted, Average.Macro, weights: context.WeightsFor(this));
    }
}

/// <summary>Micro-averaged recall: from the summed counts of all classes.</summary>
[Named("recall_micro")]
public sealed record RecallMicroScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Recall(context.Truth, context.Predicted, Average.Micro, weights: context.WeightsFor(this));
    }
}

/// <summary>Weighted recall: the mean over classes weighted by their frequencies.</summary>
[Named("recall_weighted")]
public sealed record RecallWeightedScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Recall(context.Truth, context.Predicted, Average.Weighted, weights: context.WeightsFor(this));
    }
}
