using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Tests.ModelSelection.Splitters;

/// <summary>What must hold of splits that use chance, where there is no outcome to compare with.</summary>
public class ShuffledSplitterTests
{
    /// <summary>103 rows of three classes, mixed, between two of a fourth.</summary>
    private static readonly Dataset _data = Labelled(
        [.. Enumerable.Range(0, 103).Select(i => i % 7 == 0 ? 2.0 : i % 3 == 0 ? 1.0 : 0.0).Prepend(5.0).Append(5.0)]);

    public static TheoryData<Splitter> KFolds =>
    [
        new KFold(4, Shuffle: true, Seed: 1),
        new StratifiedKFold(4, Shuffle: true, Seed: 1),
        new RepeatedKFold(4, 3, 1),
        new RepeatedStratifiedKFold(4, 3, 1),
    ];

    public static TheoryData<Splitter> RandomSplits =>
    [
        new ShuffleSplit(6, 0.25, Seed: 1),
        new StratifiedShuffleSplit(6, 0.25, Seed: 1),
        new ShuffleSplit(6, TrainSize: 20, Seed: 1),
        new StratifiedShuffleSplit(6, 20, 30, 1),
    ];

    [Fact]
    public void Split_OfANumberOfFolds_SaysWhatToTake()
    {
        Splitter folds = 2;

        Assert.Contains(
            "Got 2 folds to split by: use KFold, StratifiedKFold or GroupKFold, or call Resolve first.",
            Assert.Throws<TrimtabException>(() => folds.Split(_data)).Message,
            StringComparison.Ordinal);
        Assert.Equal(2, folds.Resolve(EstimatorKind.Regressor, _data).Split(_data).Count);
    }

    [Theory]
    [MemberData(nameof(KFolds))]
    public void Split_IntoFolds_TestsEveryRowOnceARepeat(Splitter splitter)
    {
        var folds = splitter.Split(_data);

        Assert.All(folds.Chunk(4), repeat => Assert.Equal(Enumerable.Range(0, _data.Count), repeat.SelectMany(fold => fold.Test).Order()));
        Assert.All(folds, fold => Assert.Equal(Enumerable.Range(0, _data.Count), fold.Train.Concat(fold.Test).Order()));
        Assert.All(folds, fold => Assert.InRange(fold.Test.Length, _data.Count / 4, (_data.Count / 4) + 1));
    }

    [Theory]
    [MemberData(nameof(KFolds))]
    [MemberData(nameof(RandomSplits))]
    public void Split_Twice_GivesTheSameFoldsAndRowsAreNotInOrder(Splitter splitter)
    {
        var folds = splitter.Split(_data);

        Assert.Equal(folds.Select(fold => fold.Test), splitter.Split(_data).Select(fold => fold.Test));
        Assert.Equal(folds.Select(fold => fold.Train), splitter.Split(_data).Select(fold => fold.Train));
        Assert.NotEqual(new KFold(4).Split(_data)[0].Test, folds[0].Test.Order());
        Assert.NotEqual(new StratifiedKFold(4).Split(_data)[0].Test, folds[0].Test.Order());
        Assert.Equal(folds.Count, folds.Select(fold => string.Join(' ', fold.Test)).Distinct().Count());
    }

    [Theory]
    [InlineData(1UL, 2UL)]
    [InlineData(0UL, 1UL)]
    public void Split_WithAnotherSeed_GivesOtherFolds(ulong one, ulong other)
    {
        Func<ulong, Splitter>[] splitters =
        [
            seed => new KFold(4, true, seed),
            seed => new StratifiedKFold(4, true, seed),
            seed => new RepeatedKFold(4, 2, seed),
            seed => new RepeatedStratifiedKFold(4, 2, seed),
            seed => new ShuffleSplit(Seed: seed),
            seed => new StratifiedShuffleSplit(Seed: seed),
        ];
        foreach (var make in splitters)
        {
            Assert.NotEqual(make(one).Split(_data)[0].Test.Order(), make(other).Split(_data)[0].Test.Order());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Split_Stratified_DealsEachClassEvenly(bool repeated)
    {
        Splitter splitter = repeated ? new RepeatedStratifiedKFold(4, 2, 9) : new StratifiedKFold(4, true, 9);

        Assert.All(splitter.Split(_data), fold => Assert.All(
            _data.Labels().CountBy(c => c),
            total => Assert.InRange(fold.Test.Count(row => _data.Labels()[row] == total.Key), total.Value / 4, (total.Value / 4) + 1)));
    }

    [Fact]
    public void Split_OfMoreRepeats_AddsToTheEnd() =>
        Assert.Equal(
            new RepeatedKFold(4, 2, 1).Split(_data).Select(fold => fold.Test),
            new RepeatedKFold(4, 5, 1).Split(_data).Take(8).Select(fold => fold.Test));

    [Theory]
    [MemberData(nameof(RandomSplits))]
    public void Split_AtRandom_KeepsSidesApart(Splitter splitter) => Assert.All(splitter.Split(_data), fold =>
    {
        Assert.Equal(fold.Train.Length + fold.Test.Length, fold.Train.Concat(fold.Test).Distinct().Count());
        Assert.All(fold.Train.Concat(fold.Test), row => Assert.InRange(row, 0, _data.Count - 1));
    });

    // scikit-learn's rule: a test share is rounded up, a training share down, a missing side is what is left; 105 rows.
    [Theory]
    [InlineData(null, null, 94, 11)]
    [InlineData(0.25, null, 78, 27)]
    [InlineData(null, 0.25, 26, 79)]
    [InlineData(0.5, 0.25, 26, 53)]
    public void Split_BySize_RoundsAsSklearn(double? test, double? train, int trained, int tested)
    {
        foreach (Splitter splitter in (Splitter[])[new ShuffleSplit(1, test, train), new StratifiedShuffleSplit(1, test, train)])
        {
            var fold = Assert.Single(splitter.Split(_data));
            Assert.Equal((trained, tested), (fold.Train.Length, fold.Test.Length));
        }
    }

    [Fact]
    public void Split_StratifiedAtRandom_GivesEachClassItsShare()
    {
        var sizes = _data.Labels().CountBy(c => c).ToDictionary();

        Assert.All(new StratifiedShuffleSplit(8, 40, 50, 3).Split(_data), fold =>
        {
            Assert.Equal((50, 40), (fold.Train.Length, fold.Test.Length));
            Assert.All(
                sizes,
                c => Assert.InRange(fold.Train.Count(row => _data.Labels()[row] == c.Key), c.Value * 50 / 105, (c.Value * 50 / 105) + 1));
        });
    }

    public static TheoryData<Splitter, double[], string> Refused => new()
    {
        { new StratifiedShuffleSplit(), [0, 0, 0, 1], "Got a class with one row" },
        { new StratifiedShuffleSplit(TestSize: 1), [0, 0, 1, 1], "Got 2 classes, 3 rows to learn from and 1 to test" },
        { new StratifiedShuffleSplit(), [0.5, 1, 1, 1], "Row 0 has 0.5" },
        { new ShuffleSplit(TestSize: 5), [0, 0, 0, 1], "Got -1 to learn from and 5 to test of 4" },
        { new ShuffleSplit(TestSize: 3, TrainSize: 2), [0, 0, 0, 1], "Got 2 to learn from and 3 to test of 4" },
        { new ShuffleSplit(TrainSize: 0.1), [0, 0, 0, 1], "Got 0 to learn from" },
        { new RepeatedKFold(5), [0, 0, 0, 1], "KFold cannot have more folds than rows. Got 5 folds of 4 rows" },
        { new RepeatedStratifiedKFold(3), [0, 0, 1, 1], "Got 3 folds and at most 2 rows of a class" },
        { new PredefinedSplit(0, 1), [0, 0, 0], "Got 2 numbers with 2 folds for 3 rows" },
        { new PredefinedSplit(-1, -1), [0, 0], "one of them 0 or more" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Split_OfRowsThatCannotBeCutSo_SaysTheRule(Splitter splitter, double[] labels, string rule) =>
        Assert.Contains(rule, Assert.Throws<TrimtabException>(() => splitter.Split(Labelled(labels))).Message, StringComparison.Ordinal);

    [Fact]
    public void Constructor_OfNonsense_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RepeatedKFold(5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShuffleSplit(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShuffleSplit(TestSize: 1.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShuffleSplit(TestSize: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeSeriesSplit(TestSize: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeSeriesSplit(Gap: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PredefinedSplit(0, -2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KFold(3) with { Folds = 1 });
    }

    [Fact]
    public void Equals_OfSamePredefinedFolds_IsTrue()
    {
        Assert.Equal(new PredefinedSplit(0, 1, 0), new PredefinedSplit(0, 1, 0));
        Assert.NotEqual(new PredefinedSplit(0, 1, 0), new PredefinedSplit(0, 1, 1));
    }

    private static Dataset Labelled(double[] labels) => new(new float[labels.Length], [1], labels);
}
