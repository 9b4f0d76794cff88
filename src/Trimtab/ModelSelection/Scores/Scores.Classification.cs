namespace Trimtab.ModelSelection;

/// <content>Scores of predicted classes, all classes alike.</content>
public static partial class Scores
{
    /// <summary>The share of rows predicted right. NaN without rows.</summary>
    /// <param name="truth">Class numbers.</param>
    /// <param name="predicted">Class numbers.</param>
    /// <param name="weights">
    /// How much each row counts, as scikit-learn's <c>sample_weight</c>: 0 or more; empty, the default, where all count alike.
    /// </param>
    public static double Accuracy(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, ReadOnlySpan<double> weights = default) =>
        Mean(Hits(truth, predicted), weights);

    /// <summary>1 for each row predicted right, 0 for each other.</summary>
    internal static double[] Hits(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        RequireSameLength(truth.Length, predicted.Length);
        RequireClasses(truth, "Truths");
        RequireClasses(predicted, "Predictions");
        double[] hits = new double[truth.Length];
        for (int i = 0; i < hits.Length; i++)
        {
            hits[i] = truth[i] == predicted[i] ? 1 : 0;
        }

        return hits;
    }

    /// <summary>How often each class was taken for each.</summary>
    public static ConfusionMatrix Confusion(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted) => Confusion(truth, predicted, []);

    private static ConfusionMatrix Confusion(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, ReadOnlySpan<double> weights)
    {
        RequireSameLength(truth.Length, predicted.Length);
        RequireClasses(truth, "Truths");
        RequireClasses(predicted, "Predictions");
        RequireWeights(weights, truth.Length);
        return new(Distinct([.. truth, .. predicted]), truth, predicted, weights);
    }

    /// <summary>The mean recall of the classes that occur. NaN without rows.</summary>
    /// <param name="truth">Class numbers.</param>
    /// <param name="predicted">Class numbers.</param>
    /// <param name="adjusted">Whether guessing is 0 instead of one over the number of classes; NaN or −∞ with a single class.</param>
    /// <param name="weights">
    /// How much each row counts, as scikit-learn's <c>sample_weight</c>: 0 or more; empty, the default, where all count alike.
    /// </param>
    public static double BalancedAccuracy(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, bool adjusted = false, ReadOnlySpan<double> weights = default)
    {
        var confusion = Confusion(truth, predicted, weights);
        double[] recalls = [.. confusion.Indices.Where(i => confusion.TrueWeight(i) > 0)
            .Select(i => confusion.Weight(i, i) / confusion.TrueWeight(i))];
        double chance = 1.0 / recalls.Length;
        return adjusted ? (Mean(recalls) - chance) / (1 - chance) : Mean(recalls);
    }

    /// <summary>
    /// Matthews' correlation coefficient of truth and prediction, for any number of classes: −1 … 1, 0 for guessing and where it is not
    /// defined.
    /// </summary>
    /// <param name="truth">Class numbers.</param>
    /// <param name="predicted">Class numbers.</param>
    /// <param name="weights">
    /// How much each row counts, as scikit-learn's <c>sample_weight</c>: 0 or more; empty, the default, where all count alike.
    /// </param>
    /// <remarks>Source: Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient" (2004).</remarks>
    public static double MatthewsCorrelation(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, ReadOnlySpan<double> weights = default)
    {
        var confusion = Confusion(truth, predicted, weights);
        double n = confusion.TotalWeight;
        double covariance = (confusion.CorrectWeight * n)
            - confusion.Indices.Sum(i => confusion.TrueWeight(i) * confusion.PredictedWeight(i));
        double truthVariance = (n * n) - confusion.Indices.Sum(i => Square(confusion.TrueWeight(i)));
        double predictedVariance = (n * n) - confusion.Indices.Sum(i => Square(confusion.PredictedWeight(i)));
        double scale = truthVariance * predictedVariance;
        return scale == 0 ? 0 : covariance / Math.Sqrt(scale);
    }

    /// <summary>
    /// Cohen's κ: agreement beyond what the classes' shares alone would bring. 1 is perfect, 0 is agreement at random; NaN with a single
    /// class.
    /// </summary>
    /// <param name="truth">Class numbers.</param>
    /// <param name="predicted">Class numbers.</param>
    /// <param name="weighting">How much worse a distant class is than a near one, in positions among the sorted classes.</param>
    /// <param name="weights">
    /// How much each row counts, as scikit-learn's <c>sample_weight</c>: 0 or more; empty, the default, where all count alike.
    /// </param>
    public static double CohenKappa(
        ReadOnlySpan<double> truth,
        ReadOnlySpan<double> predicted,
        KappaWeighting weighting = KappaWeighting.None,
        ReadOnlySpan<double> weights = default)
    {
        var confusion = Confusion(truth, predicted, weights);
        double observed = 0, expected = 0;
        foreach (int i in confusion.Indices)
        {
            foreach (int j in confusion.Indices)
            {
                double weight = weighting switch
                {
                    KappaWeighting.Linear => Math.Abs(i - j),
                    KappaWeighting.Quadratic => (i - j) * (i - j),
                    _ => i == j
                    ? 0
                    : 1
                };
                observed += weight * confusion.Weight(i, j);
                expected += weight * confusion.TrueWeight(i) * confusion.PredictedWeight(j) / confusion.TotalWeight;
            }
        }

        return 1 - (observed / expected);
    }
}

/// <summary>How much worse a distant class is than a near one, for <see cref="Scores.CohenKappa"/>.</summary>
public enum KappaWeighting
{
    /// <summary>All mistakes are alike.</summary>
    None,

    /// <summary>Disagreement weighs the distance of the classes.</summary>
    Linear,

    /// <summary>Disagreement weighs the square of the distance of the classes.</summary>
    Quadratic,
}
