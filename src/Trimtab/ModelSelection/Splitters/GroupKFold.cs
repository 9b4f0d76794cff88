using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>Cuts the rows so that all rows of a group are tested in one fold, and folds are about equally long.</summary>
/// <param name="Folds">How many folds, 2 or more; no more than groups. Default 5.</param>
/// <remarks>
/// Groups go, largest first, to the fold with the fewest rows so far; of equally large groups the one with the larger number goes first. Up
/// to 16 groups that is scikit-learn's order; with more its order of equally large groups is NumPy's unstable sort's and depends on the
/// version of NumPy.
/// </remarks>
public sealed record GroupKFold(int Folds = 5) : Splitter
{
    /// <summary>How many folds, 2 or more.</summary>
    public int Folds { get; init => field = AtLeastTwoFolds(value); } = AtLeastTwoFolds(Folds);

    /// <inheritdoc/>
    public override bool UsesGroups => true;

    /// <inheritdoc/>
    /// <exception cref="TrimtabException">There are no groups, not one a row, or fewer than folds.</exception>
    public override IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        FoldBuilder.RequireRows(nameof(GroupKFold), Folds, data.Count);
        FoldBuilder.RequireGroups(nameof(GroupKFold), data, groups);
        FoldBuilder.RequireGroupsForFolds(nameof(GroupKFold), Folds, groups);
        var sizes = groups.CountBy(group => group).OrderByDescending(pair => pair.Value).ThenByDescending(pair => pair.Key).ToList();
        int[] rowsInFold = new int[Folds];
        var foldOf = new Dictionary<int, int>();
        foreach (var (group, size) in sizes)
        {
            int lightest = Array.IndexOf(rowsInFold, rowsInFold.Min());
            rowsInFold[lightest] += size;
            foldOf[group] = lightest;
        }

        return FoldBuilder.FromTestFold([.. groups.Select(group => foldOf[group])], Folds);
    }
}
