namespace Trimtab.ModelSelection;

/// <summary>F1 of the positive class: the harmonic mean of precision and recall.</summary>
/// <param name="Positive">The class that is scored. Default 1.</param>
[Named("f1")]
public sealed record F1Scorer(double Positive = 1) : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.F1(context.Truth, context.Predicted, positive: Positive, weights: context.WeightsFor(this));
    }

    internal override (double Score, double[]? Rows) ScoreWithRows(ScoringContext context) =>
        (Score(context), context.WeightsFor(this).IsEmpty ? Scores.F1ByRow(context.Truth, context.Predicted, Positive) : null);
}

/// <summary>Macro-averaged F1, the harmonic mean of precision and recall: the mean over classes.</summary>
[Named("f1_macro")]
public sealed record F1MacroScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.F1(context.Truth, context.Predicted, Average.Macro, weights: context.WeightsFor(this));
    }
}

/// <summary>Micro-averaged F1, the harmonic mean of precision and recall: from the summed counts of all classes.</summary>
[Named("f1_micro")]
public sealed record F1MicroScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.F1(context.Truth, context.Predicted, Average.Micro, weights: context.WeightsFor(this));
    }
}

/// <summary>Weighted F1, the harmonic mean of precision and recall: the mean over classes weighted by their frequencies.</summary>
[Named("f1_weighted")]
public sealed record F1WeightedScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.F1(context.Truth, context.Predicted, Average.Weighted, weights: context.WeightsFor(this));
    }
}
