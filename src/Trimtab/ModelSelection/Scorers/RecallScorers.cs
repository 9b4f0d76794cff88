namespace Trimtab.ModelSelection;

/// <summary>Of the rows of a class, the share predicted to be of it: the positive class of two.</summary>
/// <param name="Positive">The class that is scored. Default 1.</param>
[Named("recall")]
public sealed record RecallScorer(double Positive = 1) : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Recall(context.Truth, context.Predicted, positive: Positive);
    }
}

/// <summary>Of the rows of a class, the share predicted to be of it: the mean over classes, each as important.</summary>
[Named("recall_macro")]
public sealed record RecallMacroScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Recall(context.Truth, context.Predicted, Average.Macro);
    }
}

/// <summary>Of the rows of a class, the share predicted to be of it: over the counts of all classes added up.</summary>
[Named("recall_micro")]
public sealed record RecallMicroScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Recall(context.Truth, context.Predicted, Average.Micro);
    }
}

/// <summary>Of the rows of a class, the share predicted to be of it: the mean over classes, each as important as it is frequent.</summary>
[Named("recall_weighted")]
public sealed record RecallWeightedScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Recall(context.Truth, context.Predicted, Average.Weighted);
    }
}
