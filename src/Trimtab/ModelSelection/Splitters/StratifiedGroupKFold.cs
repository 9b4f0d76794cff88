using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <summary>
/// Cuts the rows so that all rows of a group are tested in one fold, and folds hold about the same share of every class as far as groups
/// allow.
/// </summary>
/// <param name="Folds">How many folds, 2 or more; no more than groups. Default 5.</param>
/// <param name="Shuffle">
/// Whether groups whose class counts vary equally are dealt in random order instead of by their numbers. Default: no.
/// </param>
/// <param name="Seed">Seed of that order; without <paramref name="Shuffle"/> it is not looked at.</param>
/// <remarks>
/// scikit-learn 1.2's greedy rule: groups go, the one whose class counts vary most first, to the fold that leaves the classes' shares
/// varying least over folds; of such folds the one with the fewest rows. We differ: fewer groups than folds are refused, where
/// scikit-learn gives empty folds, and a shuffle keeps each group's rows with its counts.
/// </remarks>
public sealed record StratifiedGroupKFold(int Folds = 5, bool Shuffle = false, ulong Seed = 0) : Splitter
{
    /// <summary>How many folds, 2 or more.</summary>
    public int Folds { get; init => field = AtLeastTwoFolds(value); } = AtLeastTwoFolds(Folds);

    /// <inheritdoc/>
    public override bool UsesGroups => true;

    /// <inheritdoc/>
    /// <exception cref="TrimtabException">
    /// There are no groups, not one a row, or fewer than folds; targets name no classes; or every class has fewer rows than folds.
    /// </exception>
    public override IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        FoldBuilder.RequireGroups(nameof(StratifiedGroupKFold), data, groups);
        FoldBuilder.RequireGroupsForFolds(nameof(StratifiedGroupKFold), Folds, groups);
        double[][] counts = Counts(data.Classes(nameof(StratifiedGroupKFold)), groups, out int[] groupOf);
        double[] sizes = [.. Enumerable.Range(0, counts[0].Length).Select(c => counts.Sum(group => group[c]))];
        if (sizes.Max() < Folds)
        {
            throw new TrimtabException("StratifiedGroupKFold needs a class with as many rows as folds. "
                + Invariant($"Got {Folds} folds and at most {sizes.Max()} rows of a class; ask for fewer folds."));
        }

        double[][] inFold = [.. Enumerable.Range(0, Folds).Select(_ => new double[sizes.Length])];
        int[] foldOf = new int[counts.Length];
        foreach (int group in Order(counts.Length).OrderByDescending(group => Deviation(counts[group])))
        {
            int best = foldOf[group] = BestFold(inFold, counts[group], sizes);
            Add(inFold[best], counts[group], 1);
        }

        return FoldBuilder.FromTestFold([.. groupOf.Select(group => foldOf[group])], Folds);
    }

    /// <summary>Rows by group and class, both by rising number.</summary>
    private static double[][] Counts(double[] classes, IReadOnlyList<int> groups, out int[] groupOf)
    {
        double[] classNumbers = [.. classes.Distinct().Order()];
        int[] groupNumbers = [.. groups.Distinct().Order()];
        groupOf = [.. groups.Select(group => Array.BinarySearch(groupNumbers, group))];
        double[][] counts = [.. groupNumbers.Select(_ => new double[classNumbers.Length])];
        foreach (var (group, label) in groupOf.Zip(classes))
        {
            counts[group][Array.BinarySearch(classNumbers, label)]++;
        }

        return counts;
    }

    private int[] Order(int groups)
    {
        int[] order = FoldBuilder.Range(groups);
        if (Shuffle)
        {
            var random = RandomAddress.FromSeed(Seed).At(nameof(StratifiedGroupKFold)).Stream();
            random.Shuffle<int>(order);
        }

        return order;
    }

    private static int BestFold(double[][] inFold, double[] group, double[] sizes)
    {
        int best = 0;
        double least = double.PositiveInfinity, fewest = double.PositiveInfinity;
        for (int fold = 0; fold < inFold.Length; fold++)
        {
            Add(inFold[fold], group, 1);
            double unevenness = Unevenness(inFold, sizes);
            Add(inFold[fold], group, -1);
            double rows = inFold[fold].Sum();
            if (unevenness < least || (IsClose(unevenness, least) && rows < fewest))
            {
                (best, least, fewest) = (fold, unevenness, rows);
            }
        }

        return best;
    }

    /// <summary>The mean over classes of how much a class's share varies over folds.</summary>
    private static double Unevenness(double[][] inFold, double[] sizes)
    {
        double[] deviations = new double[sizes.Length], shares = new double[inFold.Length];
        for (int c = 0; c < sizes.Length; c++)
        {
            for (int fold = 0; fold < shares.Length; fold++)
            {
                shares[fold] = inFold[fold][c] / sizes[c];
            }

            // NumPy adds the rows of a table one by one, a single column as one row
            deviations[c] = Deviation(shares, inOrder: sizes.Length > 1);
        }

        return PairwiseSum.Of(deviations) / deviations.Length;
    }

    private static double Deviation(double[] values, bool inOrder = false)
    {
        double mean = Sum(values) / values.Length;
        return Math.Sqrt(Sum([.. values.Select(value => (value - mean) * (value - mean))]) / values.Length);

        double Sum(double[] terms) => inOrder ? terms.Sum() : PairwiseSum.Of(terms);
    }

    /// <summary>Equal but for rounding: NumPy's <c>isclose</c>.</summary>
    private static bool IsClose(double a, double b) => Math.Abs(a - b) <= 1e-8 + (1e-5 * Math.Abs(b));

    private static void Add(double[] sum, double[] values, double factor)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += factor * values[i];
        }
    }
}
