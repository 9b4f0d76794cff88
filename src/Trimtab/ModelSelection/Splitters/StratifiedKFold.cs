using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <summary>Cuts the rows into folds that each hold about the same share of every class; each fold is tested once.</summary>
/// <param name="Folds">How many folds, 2 or more. Default 5.</param>
/// <param name="Shuffle">Whether a class's rows are assigned to the folds at random instead of in order. Default: no.</param>
/// <param name="Seed">Seed of all random draws; not used without <paramref name="Shuffle"/>.</param>
/// <remarks>
/// The allocation is scikit-learn's: classes are numbered by first appearance, and fold i takes from each class what the i-th row of
/// every <paramref name="Folds"/> of the rows sorted by class would give it. A class smaller than the number of folds is missing from some.
/// </remarks>
public sealed record StratifiedKFold(int Folds = 5, bool Shuffle = false, ulong Seed = 0) : Splitter
{
    /// <summary>How many folds, 2 or more.</summary>
    public int Folds { get; init => field = AtLeastTwoFolds(value); } = AtLeastTwoFolds(Folds);

    /// <inheritdoc/>
    /// <exception cref="TrimtabException">
    /// Targets are neither one class number a row nor one-hot rows, or there are more folds than rows, or than rows of any class.
    /// </exception>
    public override IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Cut(data, Folds, Shuffle ? RandomAddress.FromSeed(Seed).At(nameof(StratifiedKFold)) : null);
    }

    /// <summary>The folds; rows are shuffled with <paramref name="shuffle"/> where it is given.</summary>
    internal static Fold[] Cut(Dataset data, int folds, RandomAddress? shuffle)
    {
        FoldBuilder.RequireRows(nameof(StratifiedKFold), folds, data.Count);
        int[] classes = data.ClassesByFirstAppearance(nameof(StratifiedKFold));
        int[] sizes = ClassNumbers.Sizes(classes);
        if (sizes.Max() < folds)
        {
            throw new TrimtabException(
                "StratifiedKFold needs a class with as many rows as folds. "
                    + Invariant($"Got {folds} folds and at most {sizes.Max()} rows of a class; ask for fewer folds."));
        }

        int[] testFold = new int[classes.Length];
        for (int c = 0, start = 0; c < sizes.Length; start += sizes[c++])
        {
            int[] foldsOfClass = Allocate(start, sizes[c], folds);
            if (shuffle is { } address)
            {
                var random = address.At(c).Stream();
                random.Shuffle<int>(foldsOfClass);
            }

            for (int row = 0, member = 0; row < classes.Length; row++)
            {
                if (classes[row] == c)
                {
                    testFold[row] = foldsOfClass[member++];
                }
            }
        }

        return FoldBuilder.FromTestFold(testFold, folds);
    }

    /// <summary>
    /// The folds of a class's rows, ascending: the class lies at [start, start + size) of the sorted rows, and row i goes to fold i mod
    /// folds.
    /// </summary>
    private static int[] Allocate(int start, int size, int folds)
    {
        int[] dealt = [.. Enumerable.Range(start, size).Select(i => i % folds)];
        Array.Sort(dealt);
        return dealt;
    }
}
