using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <summary>Random tests and training rows, drawn anew for every fold; a row may be tested several times or never.</summary>
/// <param name="Splits">How many folds, 1 to 100,000. Default 10.</param>
/// <param name="TestSize">Rows to test; <see langword="null"/> for what <paramref name="TrainSize"/> leaves, or a tenth.</param>
/// <param name="TrainSize">Rows to learn from; <see langword="null"/> for what the test leaves.</param>
/// <param name="Seed">Seed of all random draws. A fold does not depend on how many there are. Rows come in random order.</param>
public sealed record ShuffleSplit(int Splits = 10, SplitSize? TestSize = null, SplitSize? TrainSize = null, ulong Seed = 0) : Splitter
{
    /// <summary>How many folds, 1 to 100,000.</summary>
    public int Splits { get; init => field = SplitsOf(value); } = SplitsOf(Splits);

    /// <inheritdoc/>
    public override IReadOnlyList<Fold> Split(Dataset data, IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (train, test) = SplitSize.Resolve(nameof(ShuffleSplit), data.Count, TrainSize, TestSize, defaultTest: 0.1);
        var address = RandomAddress.FromSeed(Seed).At(nameof(ShuffleSplit));
        var folds = new Fold[Splits];
        for (int fold = 0; fold < Splits; fold++)
        {
            int[] order = FoldBuilder.Range(data.Count);
            var random = address.At(fold).Stream();
            random.Shuffle<int>(order);
            folds[fold] = new(order[test..(test + train)], order[..test]);
        }

        return folds;
    }
}
