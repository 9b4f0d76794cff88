namespace Trimtab.ModelSelection;

/// <summary>The share of rows whose class is among the <paramref name="K"/> most probable.</summary>
/// <param name="K">How many guesses a row has, 1 or more. Default 2; with as many as classes the score is 1.</param>
[Named("top_k_accuracy")]
public sealed record TopKAccuracyScorer(int K = 2) : RowScorer
{
    /// <summary>How many guesses a row has, 1 or more.</summary>
    public int K { get; init => field = Setting.AtLeast(value, 1); } = Setting.AtLeast(K, 1);

    /// <inheritdoc/>
    public override double[] ScoreRows(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Scores.TopKHits(context.Truth, context.Probabilities(this), K, [.. context.Prediction.Classes]);
    }
}
