using Trimtab.Caching;
using Trimtab.ModelSelection;
using Trimtab.Networks.Tests.Models;
using Trimtab.Spaces;

namespace Trimtab.Networks.Tests.Estimators;

public sealed class LedgerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => Directory.GetFiles(_folder, "*.jsonl").Single();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Search_RunAgain_FindsEverythingAndTheSame()
    {
        var first = Search(new Ledger(_folder), [1, 3]);
        var again = Search(new Ledger(_folder), [1, 3]);

        Assert.Equal(first.CvResults.ToJson(), again.CvResults.ToJson()); // times too: those of the training
        Assert.Equal((0, 6L), (first.Cost.Reused, first.Cost.EpochsTrained));
        Assert.Equal((4, 0L), (again.Cost.Reused, again.Cost.EpochsTrained));
        Assert.Equal(
            first.Trials.SelectMany(trial => trial.Reports).Select(report => (report.Fold, report.Epoch, report.Metrics["loss"])),
            again.Trials.SelectMany(trial => trial.Reports).Select(report => (report.Fold, report.Epoch, report.Metrics["loss"])));
    }

    /// <summary>Two folds and three candidates: without the rows there would be no standard error.</summary>
    [Fact]
    public void Search_RunAgain_SaysTheSameOfItsCandidates()
    {
        var first = Search(new Ledger(_folder), [1, 2, 3]).Statistics!;
        var again = Search(new Ledger(_folder), [1, 2, 3]).Statistics!;

        Assert.Equal(first.Comparisons, again.Comparisons);
        Assert.Equal(first.StandardError, again.StandardError);
        Assert.True(first.StandardError > 0);
    }

    [Fact]
    public void Search_OfAGrownGrid_TrainsOnlyWhatIsNew()
    {
        var ledger = new Ledger();
        Search(ledger, [1, 3]);
        var grid = Grid([1, 3]);
        var wider = new ParameterGrid { ["epochs"] = [1, 3], ["batch_size"] = [50, 100] };

        var result = new GridSearchCV(Classifier, wider) { Cv = 2, Refit = false, Ledger = ledger }.Fit(Nets.Digits.Train, Token);

        Assert.Equal(grid.Count * 2, result.Cost.Reused);
        Assert.Equal(6, result.Cost.EpochsTrained);
    }

    [Theory]
    [InlineData("seed")]
    [InlineData("folds")]
    [InlineData("scorer")]
    [InlineData("rows")]
    public void Search_UnderOtherCircumstances_FindsNothing(string other)
    {
        var ledger = new Ledger();
        Search(ledger, [2]);
        var search = new GridSearchCV(Classifier, Grid([2]))
        {
            Cv = other == "folds" ? 4 : 2,
            Seed = other == "seed" ? 1UL : 0,
            Scoring = other == "scorer" ? ["neg_log_loss"] : [],
            Refit = false,
            Ledger = ledger,
        };

        Assert.Equal(
            0, search.Plan(other == "rows" ? Nets.Digits.Train.Select([.. Enumerable.Range(0, 150)]) : Nets.Digits.Train, Token).Known);
        Assert.Equal(2, (search with { Cv = 2, Seed = 0, Scoring = [] }).Plan(Nets.Digits.Train, Token).Known);
    }

    [Fact]
    public void Search_ThatIsExpected_IsScoredOnTheWayOfAnother()
    {
        var ledger = new Ledger();
        var later = new GridSearchCV(Classifier, Grid([1, 2, 4])) { Cv = 2, Refit = false, Ledger = ledger };
        later.Compile(Nets.Digits.Train, Token).RequestScores();

        Search(ledger, [4]);

        Assert.Equal((6, 0L), (later.Plan(Nets.Digits.Train, Token).Known, later.Plan(Nets.Digits.Train, Token).EpochsToTrain));
    }

    [Fact]
    public void Search_OfAFailedCandidate_IsNeverFound()
    {
        var ledger = new Ledger();
        var classifier = NetworkClassifier.Of(() => Nets.Small(new Sgd { LearningRate = new PiecewiseConstant([20], [0.01, 1e38]) }));
        var search = new GridSearchCV(classifier, Grid([1, 30])) { Cv = 2, Refit = false, Ledger = ledger };

        search.Fit(Nets.Digits.Train, Token);

        Assert.Equal(2, ledger.Count);
        Assert.Equal(2, search.Plan(Nets.Digits.Train, Token).Known);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(300)]
    public void File_CutInTheMiddleOfALine_LosesThatCellOnly(int cut)
    {
        var first = Search(new Ledger(_folder), [1, 3]);
        using (var file = System.IO.File.OpenWrite(File))
        {
            file.SetLength(file.Length - cut);
        }

        var ledger = new Ledger(_folder);
        var again = Search(ledger, [1, 3]);

        Assert.Equal((1, 3), (ledger.Damaged, again.Cost.Reused));
        Assert.Equal(first.CvResults.ToJson(withTimes: false), again.CvResults.ToJson(withTimes: false));
        Assert.Equal((4, 1), (new Ledger(_folder).Count, new Ledger(_folder).Damaged)); // the torn line stays apart from what came after
    }

    [Fact]
    public void File_WithAFlippedByte_IsNotBelieved()
    {
        Search(new Ledger(_folder), [1]);
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        bytes[bytes.Length / 4] ^= 1;
        System.IO.File.WriteAllBytes(File, bytes);

        var ledger = new Ledger(_folder);

        Assert.Equal((1, 1), (ledger.Count, ledger.Damaged));
    }

    [Fact]
    public void File_OfAnotherRevision_IsNotRead()
    {
        Search(new Ledger(_folder), [1]);
        System.IO.File.Move(File, Path.Combine(_folder, "cells-0.jsonl"));

        Assert.Equal(0, new Ledger(_folder).Count);
    }

    [Fact]
    public void File_WrittenByTwoAtOnce_HasBothsLines()
    {
        var (one, other) = (new Ledger(_folder), new Ledger(_folder));
        Parallel.Invoke(() => Search(one, [1, 2, 3]), () => Search(other, [4, 5, 6]));

        var both = new Ledger(_folder);

        Assert.Equal((12, 0), (both.Count, both.Damaged));
    }

    [Fact]
    public void Plan_OfASearch_SaysWhatItTrainsAndWhyNotLess()
    {
        var plan = new GridSearchCV(Classifier with { Callbacks = () => [new LambdaCallback()] }, Grid([1, 3])) { Cv = 2 }
            .Plan(Nets.Digits.Train, Token);

        Assert.StartsWith(
            "2 candidates × 2 folds = 4 fits, 0 of them known; 8 epochs asked for, 8 to train: ",
            plan.ToString(),
            StringComparison.Ordinal);
        Assert.All(plan.Alone, item => Assert.Equal("its callback LambdaCallback may depend on the number of epochs", item.Why));
        Assert.Equal(6, new GridSearchCV(Classifier, Grid([1, 3])) { Cv = 2 }.Plan(Nets.Digits.Train, Token).EpochsToTrain);
    }

    [Theory]
    [MemberData(nameof(TrajectoryTests.Optimizers), MemberType = typeof(TrajectoryTests))]
    public void Search_OfMoreEpochs_GoesOnFromTheSnapshotToTheSameBits(string optimizer)
    {
        var classifier = NetworkClassifier.Of(() => TrajectoryTests.WithEverything(optimizer)) with { BatchSize = 48 };
        var straight = new GridSearchCV(classifier, Grid([2, 5])) { Cv = 2, Ledger = new() }.Fit(Nets.Digits.Train, Token);
        new GridSearchCV(classifier, Grid([2])) { Cv = 2, Ledger = new(_folder) }.Fit(Nets.Digits.Train, Token);

        var longer = new GridSearchCV(classifier, Grid([2, 5])) { Cv = 2, Ledger = new(_folder) };

        Assert.Equal(6, longer.Plan(Nets.Digits.Train, Token).EpochsToTrain);
        var result = longer.Fit(Nets.Digits.Train, Token);
        Assert.Equal((6L, 2), (result.Cost.EpochsTrained, result.Cost.Reused));
        Assert.Equal(straight.CvResults.ToJson(withTimes: false), result.CvResults.ToJson(withTimes: false));
        Assert.Equal(straight.Trials.Select(trial => trial.Reports.Count), result.Trials.Select(trial => trial.Reports.Count));
        Assert.Equal(
            ((FittedNetworkClassifier)straight.BestEstimator!).Model.Bits(), ((FittedNetworkClassifier)result.BestEstimator!).Model.Bits());
    }

    [Fact]
    public void Search_OfEpochsBeforeTheSnapshot_TrainsFromTheBeginning()
    {
        var ledger = new Ledger();
        Search(ledger, [5]);

        Assert.Equal(Search(new(), [3, 5]).CvResults.ToJson(withTimes: false), Search(ledger, [3, 5]).CvResults.ToJson(withTimes: false));
    }

    [Fact]
    public void Refit_OfTheSameCandidate_IsTrainedOnce()
    {
        int epochs = 0;
        var search = new GridSearchCV(Classifier with { Epochs = 3 }, Grid([3])) { Cv = 2, Ledger = new(_folder) };
        var first = search.Fit(Nets.Digits.Train, Token);
        System.IO.File.Delete(File); // scores are gone, snapshots are not

        var again = (search with { Ledger = new(_folder), Progress = new Counter(progress => epochs = (int)progress.EpochsDone) }).Fit(
            Nets.Digits.Train, Token);

        Assert.Equal((0, 0L), (epochs, again.Cost.EpochsTrained));
        Assert.Equal(
            ((FittedNetworkClassifier)first.BestEstimator!).Model.Bits(), ((FittedNetworkClassifier)again.BestEstimator!).Model.Bits());
    }

    [Fact]
    public void Snapshots_OverTheBudget_GoOldestFirst()
    {
        long one = SnapshotsAfter(long.MaxValue).Single();

        Assert.Empty(SnapshotsAfter(one / 2));
        Assert.Equal(2, SnapshotsAfter(5 * one / 2, 1, 2, 3).Length);

        long[] SnapshotsAfter(long budget, params int[] seeds)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{budget}"));
            var ledger = new Ledger(folder.FullName) { SnapshotBudget = budget };
            foreach (int seed in seeds.DefaultIfEmpty(0))
            {
                new GridSearchCV(Classifier, Grid([1])) { Cv = new ShuffleSplit(1), Refit = false, Seed = (ulong)seed, Ledger = ledger }
                    .Fit(Nets.Digits.Train, Token);
            }

            return [.. folder.GetFiles("*.snapshot", SearchOption.AllDirectories).Select(file => file.Length)];
        }
    }

    [Fact]
    public void Snapshot_ThatIsDamaged_IsNotUsed()
    {
        var first = Search(new Ledger(_folder), [2]);
        foreach (string path in Directory.GetFiles(_folder, "*.snapshot", SearchOption.AllDirectories))
        {
            byte[] bytes = System.IO.File.ReadAllBytes(path);
            bytes[^7] ^= 1;
            System.IO.File.WriteAllBytes(path, bytes);
        }

        System.IO.File.Delete(File);
        var again = Search(new Ledger(_folder), [2]);

        Assert.Equal(4, again.Cost.EpochsTrained);
        Assert.Equal(first.CvResults.ToJson(withTimes: false), again.CvResults.ToJson(withTimes: false));
    }

    private static NetworkClassifier<NoParameters> Classifier => NetworkClassifier.Of(() => Nets.Small()) with { BatchSize = 50 };

    private static ParameterGrid Grid(int[] epochs) => new() { ["epochs"] = [.. epochs.Select(count => (ParameterValue)count)] };

    private static SearchResult Search(Ledger ledger, int[] epochs) =>
        new GridSearchCV(Classifier, Grid(epochs)) { Cv = 2, Workers = 2, Refit = false, Ledger = ledger }.Fit(Nets.Digits.Train, Token);

    private sealed class Counter(Action<SearchProgress> report) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value) => report(value);
    }
}
