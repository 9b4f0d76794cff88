namespace Trimtab.ModelSelection;

/// <summary>The mean area under the ROC curve of each class against all others.</summary>
[Named("roc_auc_ovr")]
public sealed record RocAucOvrScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        double[] classes = [.. context.Prediction.Classes];
        return Scores.RocAucOneVersusRest(context.Truth, context.Probabilities(this), Average.Macro, classes, context.WeightsFor(this));
    }
}

/// <summary>The area under the ROC curve of each class against all others, averaged by the classes' frequency.</summary>
[Named("roc_auc_ovr_weighted")]
public sealed record RocAucOvrWeightedScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        double[] classes = [.. context.Prediction.Classes];
        return Scores.RocAucOneVersusRest(context.Truth, context.Probabilities(this), Average.Weighted, classes, context.WeightsFor(this));
    }
}

/// <summary>The mean area under the ROC curve over all pairs of classes.</summary>
[Named("roc_auc_ovo")]
public sealed record RocAucOvoScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.RequireNoWeights(this);
        return Scores.RocAucOneVersusOne(context.Truth, context.Probabilities(this), Average.Macro, [.. context.Prediction.Classes]);
    }
}

/// <summary>The area under the ROC curve over all pairs of classes, averaged by the pairs' frequency.</summary>
[Named("roc_auc_ovo_weighted")]
public sealed record RocAucOvoWeightedScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.RequireNoWeights(this);
        return Scores.RocAucOneVersusOne(context.Truth, context.Probabilities(this), Average.Weighted, [.. context.Prediction.Classes]);
    }
}
