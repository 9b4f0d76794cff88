using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>Splits rows once, into those to learn from and those to test. Immutable settings; thread-safe.</summary>
/// <remarks>
/// As scikit-learn's <c>train_test_split</c>: a test share is rounded up, a training share down. Rows of a group
/// (<see cref="Dataset.Groups"/>) stay together; sizes are shares or numbers of groups then.
/// <code>
/// var (learn, held) = new TrainTestSplit { TestSize = 0.2, Stratify = true, Seed = 7 }.Split(train);
/// </code>
/// </remarks>
public sealed record TrainTestSplit
{
    /// <summary>Rows to test. Default, null: what <see cref="TrainSize"/> leaves, or a quarter.</summary>
    public SplitSize? TestSize { get; init; }

    /// <summary>Rows to learn from. Default, null: what the test leaves.</summary>
    public SplitSize? TrainSize { get; init; }

    /// <summary>
    /// Whether rows are drawn at random; otherwise the first ones are learned from and those that follow are tested. Default: yes.
    /// </summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether both sides have the same share of every class. Default: no.</summary>
    public bool Stratify { get; init; }

    /// <summary>Seed of all random draws. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>The rows to learn from and those to test, as views.</summary>
    /// <exception cref="TrimtabException">
    /// A side is empty, both are more than there are, the rows have no classes, or settings contradict one another.
    /// </exception>
    public (Dataset Train, Dataset Test) Split(Dataset data)
    {
        var fold = SplitRows(data);
        return (data.Select(fold.Train), data.Select(fold.Test));
    }

    /// <summary>The numbers of the rows to learn from and of those to test.</summary>
    /// <inheritdoc cref="Split"/>
    public Fold SplitRows(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (Stratify && (!Shuffle || data.Groups is not null))
        {
            throw new TrimtabException("Stratify draws rows at random, class by class. "
                + (Shuffle ? "The rows have groups, which stay together: leave Stratify out, or take a fold of StratifiedGroupKFold."
                    : "Shuffle is false: leave one of them out."));
        }

        var (units, unit) = data.Groups is { } all ? (all.Distinct().Count(), "group") : (data.Count, "row");
        var (train, test) = SplitSize.Resolve(nameof(TrainTestSplit), units, TrainSize, TestSize, defaultTest: 0.25, unit);
        return data.Groups is { } groups ? Grouped(data, groups, train, test)
            : !Shuffle ? new([.. Enumerable.Range(0, train)], [.. Enumerable.Range(train, test)])
            : Stratify ? new StratifiedShuffleSplit(1, test, train, Seed).Split(data)[0]
            : new ShuffleSplit(1, test, train, Seed).Split(data)[0];
    }

    private Fold Grouped(Dataset data, IReadOnlyList<int> groups, int train, int test)
    {
        if (Shuffle)
        {
            return new GroupShuffleSplit(1, test, train, Seed).Split(data, groups)[0];
        }

        int[] order = [.. groups.Distinct()];
        var learned = order.Take(train).ToHashSet();
        var tested = order.Skip(train).Take(test).ToHashSet();
        return new(
            [.. Enumerable.Range(0, data.Count).Where(row => learned.Contains(groups[row]))],
            [.. Enumerable.Range(0, data.Count).Where(row => tested.Contains(groups[row]))]);
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
