using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>Makes folds from simpler descriptions of them.</summary>
internal static class FoldBuilder
{
    /// <summary>Folds that test each row at most once; rows ascend on both sides.</summary>
    /// <param name="testFold">The fold each row is tested in; −1 for a row that is only learned from.</param>
    /// <param name="count">How many folds.</param>
    public static Fold[] FromTestFold(ReadOnlySpan<int> testFold, int count)
    {
        int[] sizes = new int[count];
        foreach (int fold in testFold)
        {
            if (fold >= 0)
            {
                sizes[fold]++;
            }
        }

        var folds = new Fold[count];
        for (int fold = 0; fold < count; fold++)
        {
            int[] test = new int[sizes[fold]], train = new int[testFold.Length - sizes[fold]];
            int tested = 0, trained = 0;
            for (int row = 0; row < testFold.Length; row++)
            {
                if (testFold[row] == fold)
                {
                    test[tested++] = row;
                }
                else
                {
                    train[trained++] = row;
                }
            }

            folds[fold] = new(train, test);
        }

        return folds;
    }

    /// <summary>Refuses more folds than rows.</summary>
    public static void RequireRows(string splitter, int folds, int rows)
    {
        if (folds > rows)
        {
            throw new TrimtabException(Invariant($"{splitter} cannot have more folds than rows. ")
                + Invariant($"Got {folds} folds of {rows} rows; ask for fewer folds."));
        }
    }

    /// <summary>Refuses groups that are missing or not one a row.</summary>
    public static void RequireGroups(string splitter, Dataset data, [NotNull] IReadOnlyList<int>? groups)
    {
        if (groups is null || groups.Count != data.Count)
        {
            throw new TrimtabException(Invariant($"{splitter} needs one group number a row. ")
                + Invariant($"Got {groups?.Count.ToString(CultureInfo.InvariantCulture) ?? "none"} for {data.Count} rows."));
        }
    }

    /// <summary>Refuses more folds than groups.</summary>
    public static void RequireGroupsForFolds(string splitter, int folds, IReadOnlyList<int> groups)
    {
        int count = groups.Distinct().Count();
        if (folds > count)
        {
            throw new TrimtabException(Invariant($"{splitter} cannot have more folds than groups. ")
                + Invariant($"Got {folds} folds of {count} groups; ask for fewer folds."));
        }
    }

    /// <summary>0, 1, … <paramref name="count"/> − 1.</summary>
    public static int[] Range(int count) => [.. Enumerable.Range(0, count)];
}
