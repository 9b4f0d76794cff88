using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <summary>Random tests and training rows with every class's share kept on both sides, drawn anew for every fold.</summary>
/// <param name="Splits">How many folds, 1 to 100,000. Default 10.</param>
/// <param name="TestSize">Rows to test; <see langword="null"/> for what <paramref name="TrainSize"/> leaves, or a tenth.</param>
/// <param name="TrainSize">Rows to learn from; <see langword="null"/> for what the test leaves.</param>
/// <param name="Seed">Seed of all random draws. A fold does not depend on how many there are. Rows come in random order.</param>
/// <remarks>
/// Shares that are not whole are rounded down; the rest goes to the largest remainders, ties at random, as in scikit-learn.
/// </remarks>
public sealed record StratifiedShuffleSplit(
    int Splits = 10, SplitSize? TestSize = null, SplitSize? TrainSize = null, ulong Seed = 0) : Splitter
{
    /// <summary>How many folds, 1 to 100,000.</summary>
    public int Splits { get; init => field = SplitsOf(value); } = SplitsOf(Splits);

    /// <inheritdoc/>
    /// <exception cref="TrimtabException">
    /// Targets are neither one class number a row nor one-hot rows, a class has a single row, or a side is smaller than the number of
    /// classes.
    /// </exception>
    public override IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (train, test) = SplitSize.Resolve(nameof(StratifiedShuffleSplit), data.Count, TrainSize, TestSize, defaultTest: 0.1);
        int[] classes = data.ClassesByFirstAppearance(nameof(StratifiedShuffleSplit));
        int[][] members = [.. FoldBuilder.Range(classes.Length).GroupBy(row => classes[row]).Select(rows => rows.ToArray())];
        Require(members, train, test);
        var address = RandomAddress.FromSeed(Seed).At(nameof(StratifiedShuffleSplit));
        return [.. Enumerable.Range(0, Splits).Select(fold => Draw(members, train, test, address.At(fold).Stream()))];
    }

    private static void Require(int[][] members, int train, int test)
    {
        if (members.Min(rows => rows.Length) < 2)
        {
            throw new TrimtabException("StratifiedShuffleSplit needs two rows or more of every class, one for each side. "
                + "Got a class with one row; drop it or use ShuffleSplit.");
        }

        if (Math.Min(train, test) < members.Length)
        {
            throw new TrimtabException(
                "StratifiedShuffleSplit needs as many rows on each side as classes. "
                    + Invariant($"Got {members.Length} classes, {train} rows to learn from and {test} to test; ")
                        + "make the smaller side larger.");
        }
    }

    private static Fold Draw(int[][] members, int train, int test, RandomStream random)
    {
        int[] sizes = [.. members.Select(rows => rows.Length)];
        int[] trained = Apportion(sizes, train, ref random);
        int[] tested = Apportion([.. sizes.Zip(trained, (size, taken) => size - taken)], test, ref random);
        List<int> trainRows = [], testRows = [];
        for (int c = 0; c < members.Length; c++)
        {
            int[] rows = [.. members[c]];
            random.Shuffle<int>(rows);
            trainRows.AddRange(rows.AsSpan(0, trained[c]));
            testRows.AddRange(rows.AsSpan(trained[c], tested[c]));
        }

        int[] trainOrder = [.. trainRows], testOrder = [.. testRows];
        random.Shuffle<int>(trainOrder);
        random.Shuffle<int>(testOrder);
        return new(trainOrder, testOrder);
    }

    /// <summary>How many of <paramref name="draws"/> rows each class gives: the likeliest outcome of drawing without replacement.</summary>
    private static int[] Apportion(int[] sizes, int draws, ref RandomStream random)
    {
        // Shares are compared as fractions over the total, which is exact: rounding must not decide which are tied.
        long total = sizes.Sum(size => (long)size);
        int[] given = [.. sizes.Select(size => (int)((long)size * draws / total))];
        int[] order = FoldBuilder.Range(sizes.Length);
        random.Shuffle<int>(order);
        foreach (int c in order.OrderByDescending(c => (long)sizes[c] * draws % total).Take(draws - given.Sum()))
        {
            given[c]++;
        }

        return given;
    }
}
