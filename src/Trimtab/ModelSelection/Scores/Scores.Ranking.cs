namespace Trimtab.ModelSelection;

/// <content>Scores that look only at the order in which rows are ranked.</content>
public static partial class Scores
{
    /// <summary>
    /// The area under the ROC curve: how often a row of the positive class outranks one of the other, ties counting half.
    /// </summary>
    /// <param name="truth">Class numbers, exactly two of them; the larger is the positive one.</param>
    /// <param name="scores">One a row, higher for the positive class; any scale.</param>
    /// <param name="weights">
    /// How much each row counts, as scikit-learn's <c>sample_weight</c>: 0 or more; empty, the default, where all count alike.
    /// </param>
    /// <exception cref="TrimtabException">There are not exactly two classes, or a score is not finite.</exception>
    public static double RocAuc(ReadOnlySpan<double> truth, ReadOnlySpan<double> scores, ReadOnlySpan<double> weights = default)
    {
        RequireSameLength(truth.Length, scores.Length);
        RequireClasses(truth, "Truths");
        double[] classes = Distinct(truth);
        return classes.Length == 2
            ? Area(Curve(Steps(truth, scores, classes[1], weights)))
            : throw new TrimtabException($"ROC AUC needs both classes in the rows scored. Got {Listed(classes)}; "
                + "split with StratifiedKFold, or score several classes with roc_auc_ovr or roc_auc_ovo.");
    }

    /// <summary>
    /// By row, the area and how much more or less the row makes of it: their mean is the area, their variance that of the area times the
    /// rows.
    /// </summary>
    /// <remarks>
    /// DeLong, DeLong and Clarke-Pearson, Comparing the areas under two or more correlated receiver operating characteristic curves, 1988.
    /// </remarks>
    /// <param name="truth">Class numbers, exactly two of them; the larger is the positive one.</param>
    /// <param name="scores">One a row, finite.</param>
    internal static double[] RocAucByRow(ReadOnlySpan<double> truth, ReadOnlySpan<double> scores)
    {
        double area = RocAuc(truth, scores), positive = Distinct(truth)[1];
        double[] rising = scores.ToArray(), parts = new double[truth.Length];
        int[] rows = [.. Enumerable.Range(0, truth.Length)];
        Array.Sort(rising, rows);
        var (_, positives, negatives) = Steps(truth, scores, positive, [])[^1];
        double positivesBelow = 0, negativesBelow = 0;
        for (int first = 0, end = 0; first < rows.Length; first = end)
        {
            double positiveTies = 0, negativeTies = 0;
            for (end = first; end < rows.Length && rising[end] == rising[first]; end++)
            {
                (positiveTies, negativeTies) = truth[rows[end]] == positive
                    ? (positiveTies + 1, negativeTies)
                    : (positiveTies, negativeTies + 1);
            }

            foreach (int row in rows.AsSpan(first..end))
            {
                parts[row] = truth[row] == positive
                    ? area + ((double)rows.Length / positives * (((negativesBelow + (0.5 * negativeTies)) / negatives) - area))
                    : area + ((double)rows.Length / negatives * (((positives - positivesBelow - (0.5 * positiveTies)) / positives) - area));
            }

            (positivesBelow, negativesBelow) = (positivesBelow + positiveTies, negativesBelow + negativeTies);
        }

        return parts;
    }

    /// <summary>The ROC curve, one point for each distinct score, from (0, 0) to (1, 1).</summary>
    /// <param name="truth">Class numbers.</param>
    /// <param name="scores">One a row, higher for the positive class; any scale.</param>
    /// <param name="positive">The positive class; all others are negative.</param>
    /// <returns>Points by falling threshold, the first above every score by 1; a rate is NaN where there is no row to take it of.</returns>
    /// <exception cref="TrimtabException">A score is not finite.</exception>
    public static IReadOnlyList<RocPoint> RocCurve(ReadOnlySpan<double> truth, ReadOnlySpan<double> scores, double positive = 1) =>
        Curve(Steps(truth, scores, positive, []));

    /// <summary>Average precision: the precision at each distinct score, weighted by the recall it adds. 0 without positive rows.</summary>
    /// <param name="truth">Class numbers, at most two of them.</param>
    /// <param name="scores">One a row, higher for the positive class; any scale.</param>
    /// <param name="positive">The positive class. Default 1.</param>
    /// <param name="weights">
    /// How much each row counts, as scikit-learn's <c>sample_weight</c>: 0 or more; empty, the default, where all count alike.
    /// </param>
    /// <exception cref="TrimtabException">
    /// There are more than two classes, or the positive one is neither of two, or a score is not finite.
    /// </exception>
    public static double AveragePrecision(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> scores, double positive = 1, ReadOnlySpan<double> weights = default)
    {
        double[] classes = Distinct(truth);
        if (classes.Length > 2 || (classes.Length == 2 && !classes.Contains(positive)))
        {
            throw new TrimtabException(Invariant($"Average precision ranks class {positive} against one other. Got {Listed(classes)}."));
        }

        var steps = Steps(truth, scores, positive, weights);
        double sum = 0, before = 0;
        foreach (var (_, positives, negatives) in steps)
        {
            sum += positives / (positives + negatives) * (positives - before);
            before = positives;
        }

        return before == 0 ? 0 : sum / before;
    }

    /// <summary>
    /// The share of rows whose true class is among the <paramref name="k"/> ranked highest; of classes ranked alike the larger goes first.
    /// </summary>
    /// <param name="truth">Class numbers.</param>
    /// <param name="scores">n × classes, row-major.</param>
    /// <param name="k">1 or more. Default 2.</param>
    /// <param name="classes">The class numbers the columns stand for, ascending; left out, those in <paramref name="truth"/>.</param>
    /// <param name="weights">
    /// How much each row counts, as scikit-learn's <c>sample_weight</c>: 0 or more; empty, the default, where all count alike.
    /// </param>
    /// <exception cref="TrimtabException">
    /// There are not as many classes as columns, a truth is none of them, or a score is not finite.
    /// </exception>
    public static double TopKAccuracy(
        ReadOnlySpan<double> truth,
        ReadOnlySpan<double> scores,
        int k = 2,
        ReadOnlySpan<double> classes = default,
        ReadOnlySpan<double> weights = default) => Mean(TopKHits(truth, scores, k, classes), weights);

    /// <summary>1 for each row whose true class is among the <paramref name="k"/> ranked highest, 0 for each other.</summary>
    internal static double[] TopKHits(ReadOnlySpan<double> truth, ReadOnlySpan<double> scores, int k, ReadOnlySpan<double> classes)
    {
        _ = Setting.AtLeast(k, 1, nameof(k));
        int[] columns = Columns(truth, scores, ref classes);
        double[] hits = new double[truth.Length];
        for (int row = 0; row < truth.Length; row++)
        {
            var ranked = scores.Slice(row * classes.Length, classes.Length);
            int above = 0;
            for (int c = 0; c < ranked.Length; c++)
            {
                above += ranked[c] > ranked[columns[row]] || (ranked[c] == ranked[columns[row]] && c > columns[row]) ? 1 : 0;
            }

            hits[row] = above < k ? 1 : 0;
        }

        return hits;
    }

    /// <summary>By falling score: how many rows of either kind rank at least as high, or their weight; rows of weight 0 are none.</summary>
    private static List<(double Threshold, double Positives, double Negatives)> Steps(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> scores, double positive, ReadOnlySpan<double> weights)
    {
        RequireSameLength(truth.Length, scores.Length);
        RequireClasses(truth, "Truths");
        RequireFinite(scores, "Scores");
        RequireWeights(weights, truth.Length);
        double[] falling = scores.ToArray();
        var rows = new (double Label, double Weight)[falling.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = (truth[i], WeightOf(weights, i));
        }

        Array.Sort(falling, rows);
        var steps = new List<(double Threshold, double Positives, double Negatives)>();
        double positives = 0, negatives = 0;
        for (int i = falling.Length - 1; i >= 0; i--)
        {
            positives += rows[i].Label == positive ? rows[i].Weight : 0;
            negatives += rows[i].Label == positive ? 0 : rows[i].Weight;
            if ((i == 0 || falling[i - 1] != falling[i]) && positives + negatives > 0)
            {
                steps.Add((falling[i], positives, negatives));
            }
        }

        return steps;
    }

    private static IReadOnlyList<RocPoint> Curve(List<(double Threshold, double Positives, double Negatives)> steps)
    {
        if (steps.Count == 0)
        {
            return [];
        }

        var (_, positives, negatives) = steps[^1];
        return
        [
            new(steps[0].Threshold + 1, 0.0 / negatives, 0.0 / positives),
            .. steps.Select(step => new RocPoint(step.Threshold, step.Negatives / negatives, step.Positives / positives)),
        ];
    }

    private static double Area(IReadOnlyList<RocPoint> curve)
    {
        double area = 0;
        for (int i = 1; i < curve.Count; i++)
        {
            area += (curve[i].FalsePositiveRate - curve[i - 1].FalsePositiveRate)
                * (curve[i].TruePositiveRate + curve[i - 1].TruePositiveRate) / 2;
        }

        return area;
    }

    private static string Listed(double[] classes) =>
        classes.Length == 1 ? Invariant($"class {classes[0]} alone") : $"classes {InvariantText.List(classes)}";
}

/// <summary>A point of the ROC curve.</summary>
/// <param name="Threshold">Rows with this score or more are taken for positive.</param>
/// <param name="FalsePositiveRate">The share of the negative rows among those.</param>
/// <param name="TruePositiveRate">The share of the positive rows among those.</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
