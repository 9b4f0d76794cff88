using System.Collections.Immutable;
using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>Folds that were decided elsewhere: each row names the fold that tests it.</summary>
/// <remarks>Folds come in the order of their numbers, which may have gaps.</remarks>
public sealed record PredefinedSplit : Splitter
{
    /// <summary>Takes the fold of every row.</summary>
    /// <param name="testFold">One number a row: 0 or more, or −1 for a row that is only ever learned from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below −1.</exception>
    public PredefinedSplit(params IEnumerable<int> testFold)
    {
        TestFold = [.. testFold];
        foreach (int fold in TestFold)
        {
            _ = Setting.AtLeast(fold, -1, nameof(testFold));
        }
    }

    /// <summary>The fold that tests each row; −1 for none.</summary>
    public ImmutableArray<int> TestFold { get; }

    /// <inheritdoc/>
    /// <exception cref="TrimtabException">There is not one fold number a row, or no row is ever tested.</exception>
    public override IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        int[] numbers = [.. TestFold.Where(fold => fold >= 0).Distinct().Order()];
        if (TestFold.Length != data.Count || numbers.Length == 0)
        {
            throw new TrimtabException(
                "PredefinedSplit needs one fold number a row, one of them 0 or more. "
                    + Invariant($"Got {TestFold.Length} numbers with {numbers.Length} folds for {data.Count} rows."));
        }

        return FoldBuilder.FromTestFold([.. TestFold.Select(fold => Math.Max(-1, Array.IndexOf(numbers, fold)))], numbers.Length);
    }

    /// <summary>Whether both name the same fold for every row.</summary>
    public bool Equals(PredefinedSplit? other) => other is not null && TestFold.AsSpan().SequenceEqual(other.TestFold.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => TestFold.Aggregate(17, HashCode.Combine);
}
