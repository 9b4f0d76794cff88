using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <summary>
/// Cuts the rows into folds of consecutive rows, the first ones a row longer where the number does not divide; each fold is tested once.
/// </summary>
/// <param name="Folds">How many folds, 2 or more. Default 5.</param>
/// <param name="Shuffle">Whether rows are shuffled before they are split. Default: no.</param>
/// <param name="Seed">Seed of all random draws; not used without <paramref name="Shuffle"/>.</param>
public sealed record KFold(int Folds = 5, bool Shuffle = false, ulong Seed = 0) : Splitter
{
    /// <summary>How many folds, 2 or more.</summary>
    public int Folds { get; init => field = AtLeastTwoFolds(value); } = AtLeastTwoFolds(Folds);

    /// <inheritdoc/>
    public override IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Cut(data.Count, Folds, Shuffle ? RandomAddress.FromSeed(Seed).At(nameof(KFold)) : null);
    }

    /// <summary>The folds; rows are shuffled with <paramref name="shuffle"/> where it is given.</summary>
    internal static Fold[] Cut(int rows, int folds, RandomAddress? shuffle)
    {
        FoldBuilder.RequireRows(nameof(KFold), folds, rows);
        int[] order = FoldBuilder.Range(rows);
        if (shuffle is { } address)
        {
            var random = address.Stream();
            random.Shuffle<int>(order);
        }

        int[] testFold = new int[rows];
        for (int fold = 0, next = 0; fold < folds; fold++)
        {
            int size = (rows / folds) + (fold < rows % folds ? 1 : 0);
            foreach (int row in order.AsSpan(next, size))
            {
                testFold[row] = fold;
            }

            next += size;
        }

        return FoldBuilder.FromTestFold(testFold, folds);
    }
}
