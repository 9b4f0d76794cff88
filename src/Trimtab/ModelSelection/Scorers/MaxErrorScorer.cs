namespace Trimtab.ModelSelection;

/// <summary>The negated largest absolute error, under scikit-learn's name for it. For one target a row.</summary>
[Named("max_error")]
public sealed record MaxErrorScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.RequireNoWeights(this);
        var (truth, predicted, outputs) = context.RealValues(this);
        return outputs == 1
            ? -Scores.MaxError(truth, predicted)
            : throw new TrimtabException("Scorer 'max_error' is for one target a row. "
                + Invariant($"Got {outputs}; use neg_mean_squared_error."));
    }
}
