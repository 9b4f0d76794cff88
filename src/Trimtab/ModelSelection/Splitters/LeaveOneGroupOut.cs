using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>Tests every group alone, learning from all others: as many folds as groups, by rising group number.</summary>
public sealed record LeaveOneGroupOut : Splitter
{
    /// <inheritdoc/>
    public override bool UsesGroups => true;

    /// <inheritdoc/>
    /// <exception cref="TrimtabException">There are no groups, not one a row, or fewer than two.</exception>
    public override IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        FoldBuilder.RequireGroups(nameof(LeaveOneGroupOut), data, groups);
        int[] numbers = [.. groups.Distinct().Order()];
        return numbers.Length >= 2
            ? FoldBuilder.FromTestFold([.. groups.Select(group => Array.BinarySearch(numbers, group))], numbers.Length)
            : throw new TrimtabException("LeaveOneGroupOut needs 2 groups or more, so that something is left to learn from. "
                + Invariant($"Got {numbers.Length}."));
    }
}
