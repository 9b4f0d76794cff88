namespace Trimtab.ModelSelection;

/// <summary>Precision of the positive class: true positives / (true positives + false positives).</summary>
/// <param name="Positive">The class that is scored. Default 1.</param>
[Named("precision")]
public sealed record PrecisionScorer(double Positive = 1) : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Precision(context.Truth, context.Predicted, positive: Positive, weights: context.WeightsFor(this));
    }
}

/// <summary>Macro-averaged precision: the mean over classes.</summary>
[Named("precision_macro")]
public sealed record PrecisionMacroScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Precision(context.Truth, context.Predicted, Average.Macro, weights: context.WeightsFor(this));
    }
}

/// <summary>Micro-averaged precision: from the summed counts of all classes.</summary>
[Named("precision_micro")]
public sealed record PrecisionMicroScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Precision(context.Truth, context.Predicted, Average.Micro, weights: context.WeightsFor(this));
    }
}

/// <summary>
/// Weighted precision: the mean over classes weighted by their frequencies.
/// </summary>
[Named("precision_weighted")]
public sealed record PrecisionWeightedScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.Precision(context.Truth, context.Predicted, Average.Weighted, weights: context.WeightsFor(this));
    }
}
