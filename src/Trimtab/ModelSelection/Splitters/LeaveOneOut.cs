using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>Tests every row alone, learning from all others: as many folds as rows. O(rows²) indices.</summary>
public sealed record LeaveOneOut : Splitter
{
    /// <inheritdoc/>
    /// <exception cref="TrimtabException">There are fewer than two rows.</exception>
    public override IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Count >= 2
            ? FoldBuilder.FromTestFold(FoldBuilder.Range(data.Count), data.Count)
            : throw new TrimtabException("LeaveOneOut needs 2 rows or more, so that something is left to learn from. "
                + Invariant($"Got {data.Count}."));
    }
}
