namespace Trimtab.ModelSelection;

/// <content>Scores of predicted classes, all classes alike.</content>
public static partial class Scores
{
    /// <summary>The share of rows predicted right. NaN without rows.</summary>
    public static double Accuracy(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted) => Mean(Hits(truth, predicted));

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
    public static ConfusionMatrix Confusion(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        RequireSameLength(truth.Length, predicted.Length);
        RequireClasses(truth, "Truths");
        RequireClasses(predicted, "Predictions");
        return new(Distinct([.. truth, .. predicted]), truth, predicted);
    }

    /// <summary>The mean recall of the classes that occur. NaN without rows.</summary>
    /// <param name="truth">Class numbers.</param>
    /// <param name="predicted">Class numbers.</param>
    /// <param name="adjusted">Whether guessing is 0 instead of one over the number of classes; NaN or −∞ with a single class.</param>
    public static double BalancedAccuracy(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, bool adjusted = false)
    {
        var confusion = Confusion(truth, predicted);
        double[] recalls = [.. confusion.Indices.Where(i => confusion.TrueCount(i) > 0)
            .Select(i => (double)confusion[i, i] / confusion.TrueCount(i))];
        double chance = 1.0 / recalls.Length;
        return adjusted ? (Mean(recalls) - chance) / (1 - chance) : Mean(recalls);
    }

    /// <summary>
    /// Matthews' correlation coefficient of truth and prediction, for any number of classes: −1 … 1, 0 for guessing and where it is not
    /// defined.
    /// </summary>
    /// <remarks>Source: Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient" (2004).</remarks>
    public static double MatthewsCorrelation(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        var confusion = Confusion(truth, predicted);
        double n = confusion.Total;
        double covariance = (confusion.Correct * n) - confusion.Indices.Sum(
            i => (double)confusion.TrueCount(i) * confusion.PredictedCount(i));
        double truthVariance = (n * n) - confusion.Indices.Sum(i => Square(confusion.TrueCount(i)));
        double predictedVariance = (n * n) - confusion.Indices.Sum(i => Square(confusion.PredictedCount(i)));
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
    public static double CohenKappa(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, KappaWeighting weighting = KappaWeighting.None)
    {
        var confusion = Confusion(truth, predicted);
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
                observed += weight * confusion[i, j];
                expected += weight * confusion.TrueCount(i) * confusion.PredictedCount(j) / confusion.Total;
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
