namespace Trimtab.ModelSelection;

/// <summary>Of the rows predicted to be of a class, the share that is: the positive class of two.</summary>
/// <param name="Positive">The class that is scored. Default 1.</param>
[Named("precision")]
public sealed record PrecisionScorer(double Positive = 1) : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Precision(context.Truth, context.Predicted, positive: Positive);
    }
}

/// <summary>Of the rows predicted to be of a class, the share that is: the mean over classes, each as important.</summary>
[Named("precision_macro")]
public sealed record PrecisionMacroScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Precision(context.Truth, context.Predicted, Average.Macro);
    }
}

/// <summary>Of the rows predicted to be of a class, the share that is: over the counts of all classes added up.</summary>
[Named("precision_micro")]
public sealed record PrecisionMicroScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Precision(context.Truth, context.Predicted, Average.Micro);
    }
}

/// <summary>
/// Of the rows predicted to be of a class, the share that is: the mean over classes, each as important as it is frequent.
/// </summary>
[Named("precision_weighted")]
public sealed record PrecisionWeightedScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Precision(context.Truth, context.Predicted, Average.Weighted);
    }
}
