using Trimtab.Data;

namespace Trimtab.ModelSelection;

/// <summary>Learns from rows before those it tests, for rows in order of time; each fold tests later rows than the one before.</summary>
/// <param name="Folds">How many folds, 2 or more. Default 5.</param>
/// <param name="MaxTrainSize">The most rows to learn from, the latest ones; <see langword="null"/> for all before the test.</param>
/// <param name="TestSize">Rows in each test; <see langword="null"/> for rows / (folds + 1), rounded down.</param>
/// <param name="Gap">Rows left out between learning and testing. Default 0.</param>
public sealed record TimeSeriesSplit(int Folds = 5, int? MaxTrainSize = null, int? TestSize = null, int Gap = 0) : Splitter
{
    /// <summary>How many folds, 2 or more.</summary>
    public int Folds { get; init => field = AtLeastTwoFolds(value); } = AtLeastTwoFolds(Folds);

    /// <summary>The most rows to learn from, 1 or more; <see langword="null"/> for all before the test.</summary>
    public int? MaxTrainSize { get; init => field = Setting.AtLeast(value, 1); } = Setting.AtLeast(MaxTrainSize, 1);

    /// <summary>Rows in each test, 1 or more; <see langword="null"/> for rows / (folds + 1), rounded down.</summary>
    public int? TestSize { get; init => field = Setting.AtLeast(value, 1); } = Setting.AtLeast(TestSize, 1);

    /// <summary>Rows left out between learning and testing, 0 or more.</summary>
    public int Gap { get; init => field = Setting.AtLeast(value, 0); } = Setting.AtLeast(Gap, 0);

    /// <inheritdoc/>
    public override IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        int rows = data.Count;
        if (Folds >= rows)
        {
            throw new TrimtabException("TimeSeriesSplit needs at least a row more than folds. "
                + Invariant($"Got {Folds} folds of {rows} rows; ask for fewer folds."));
        }

        int testSize = TestSize ?? rows / (Folds + 1);
        if (rows - Gap - ((long)testSize * Folds) <= 0)
        {
            throw new TrimtabException(
                "TimeSeriesSplit must leave a row to learn from before the first test. "
                    + Invariant($"Got Folds {Folds}, TestSize {testSize} and Gap {Gap} in {rows} rows; ask for fewer or smaller tests."));
        }

        var folds = new Fold[Folds];
        for (int fold = 0; fold < Folds; fold++)
        {
            int testStart = rows - ((Folds - fold) * testSize), trainEnd = testStart - Gap;
            int trainSize = Math.Min(trainEnd, MaxTrainSize ?? trainEnd);
            folds[fold] = new([.. Enumerable.Range(trainEnd - trainSize, trainSize)], [.. Enumerable.Range(testStart, testSize)]);
        }

        return folds;
    }
}
