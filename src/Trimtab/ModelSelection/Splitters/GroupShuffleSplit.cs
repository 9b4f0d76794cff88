using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <summary>Random groups to test and to learn from, drawn anew for every fold; all rows of a group are on one side. Rows ascend.</summary>
/// <param name="Splits">How many folds, 1 to 100,000. Default 5.</param>
/// <param name="TestSize">
/// Groups to test: a share of the groups, or a number of them; <see langword="null"/> for what <paramref name="TrainSize"/> leaves, or a
/// fifth.
/// </param>
/// <param name="TrainSize">Groups to learn from; <see langword="null"/> for what the test leaves.</param>
/// <param name="Seed">Seed of the draws. A fold does not depend on how many there are.</param>
public sealed record GroupShuffleSplit(int Splits = 5, SplitSize? TestSize = null, SplitSize? TrainSize = null, ulong Seed = 0) : Splitter
{
    /// <summary>How many folds, 1 to 100,000.</summary>
    public int Splits { get; init => field = SplitsOf(value); } = SplitsOf(Splits);

    /// <inheritdoc/>
    public override bool UsesGroups => true;

    /// <inheritdoc/>
    /// <exception cref="TrimtabException">There are no groups, not one a row, or too few for both sides.</exception>
    public override IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        FoldBuilder.RequireGroups(nameof(GroupShuffleSplit), data, groups);
        int[] numbers = [.. groups.Distinct().Order()];
        int[] groupOf = [.. groups.Select(group => Array.BinarySearch(numbers, group))];
        var (train, test) = SplitSize.Resolve(
            nameof(GroupShuffleSplit), numbers.Length, TrainSize, TestSize, defaultTest: 0.2, unit: "group");
        var address = RandomAddress.FromSeed(Seed).At(nameof(GroupShuffleSplit));
        return [.. Enumerable.Range(0, Splits).Select(fold => Draw(groupOf, numbers.Length, train, test, address.At(fold)))];
    }

    private static Fold Draw(int[] groupOf, int groups, int train, int test, RandomAddress address)
    {
        int[] order = FoldBuilder.Range(groups);
        var random = address.Stream();
        random.Shuffle<int>(order);
        int[] place = new int[groups];
        for (int i = 0; i < groups; i++)
        {
            place[order[i]] = i;
        }

        return new(
            [.. FoldBuilder.Range(groupOf.Length).Where(row => place[groupOf[row]] >= test && place[groupOf[row]] < test + train)],
            [.. FoldBuilder.Range(groupOf.Length).Where(row => place[groupOf[row]] < test)]);
    }
}
