using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

public class PlanTests
{
    private static readonly Dataset _data = new(new float[100], [1], [.. Enumerable.Range(0, 100).Select(row => (double)(row % 2))]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// By hand: 50 rows a fold; a training of 0.1 ms a row and epoch, to epoch 4, on two folds: 4 × 5 ms × 2 = 40 ms; the refit on 100
    /// rows: 1 to 4 epochs of 10 ms.
    /// </summary>
    [Fact]
    public void Plan_ByTheClock_IsWhatTheTrainingsTake()
    {
        var clock = new ManualClock();

        var plan = Search(clock, workers: 1, [1, 4]).Plan(_data, Token);

        Assert.Equal((10, 8), (plan.EpochsAsked, plan.EpochsToTrain));
        Assert.Equal(40 + ((10 + 40) / 2.0), plan.Duration.Expected.TotalMilliseconds, 1e-3);
        Assert.Equal(40 + 10, plan.Duration.Low.TotalMilliseconds, 1e-3);
        Assert.Equal(40 + 40, plan.Duration.High.TotalMilliseconds, 1e-3);
        Assert.True(plan.PeakMemory > 1 << 20);
    }

    [Fact]
    public void Plan_OfTwoWorkers_SharesTheTrainingsOut() =>
        Assert.Equal(20 + 10, Search(new(), workers: 2, [1, 4]).Plan(_data, Token).Duration.Low.TotalMilliseconds, 1e-3);

    /// <summary>By hand: 4 × 5 ms on two workers, then the refit of 4 × 10 ms, which two threads share.</summary>
    [Fact]
    public void Plan_OfARefitThatThreadsShare_IsShorter()
    {
        var clock = new ManualClock();
        var search = Search(clock, workers: 2, [4], speed: "shared");

        Assert.Equal(20 + 20, search.Plan(_data, Token).Duration.Expected.TotalMilliseconds, 1e-3);
        Assert.Equal(0.5, search.Costs!.ShareOf(2), 1e-6);
        Assert.Equal(1, search.Costs.ShareOf(1));
        Assert.Equal(1, search.Costs.ShareOf(3)); // not measured
    }

    /// <summary>Timed as half, observed as nine tenths of what one thread takes, over many more rows: nearly nine tenths.</summary>
    [Fact]
    public void Plan_OfARefit_FollowsWhatRefitsTook()
    {
        var clock = new ManualClock();
        var search = Search(clock, workers: 2, [4], speed: "shared");
        search.Plan(_data, Token);
        var costs = search.Costs!;
        string kind = "paced shared";

        costs.Observe(kind, TimeSpan.FromMilliseconds(9000), rows: 100_000, threads: 2);

        Assert.Equal(0.1e-3, costs.Known(kind).Expected, 1e-9); // that of one thread is not touched
        Assert.Equal(0.9, costs.ShareOf(2), 0.01);
    }

    [Fact]
    public void Plan_OfSearchesInARow_CountsWhatTheFirstLeaves()
    {
        var ledger = new Ledger();
        var (first, second) = (Search(new(), 1, [4]) with { Ledger = ledger }, Search(new(), 1, [2, 4, 6]) with { Ledger = ledger });

        var plans = SearchPlan.Of([first.Compile(_data, Token), second.Compile(_data, Token)], cancellationToken: Token);

        Assert.Equal((0, 8), (plans[0].Known, plans[0].EpochsToTrain));
        Assert.Equal((4, 4), (plans[1].Known, plans[1].EpochsToTrain)); // 2 and 4 are scored on the way; 6 goes on from 4
        foreach (var (search, plan) in new[] { first, second }.Zip(plans))
        {
            second.Compile(_data, Token).RequestScores();
            Assert.Equal(plan.EpochsToTrain, search.Fit(_data, Token).Cost.EpochsTrained);
        }
    }

    [Fact]
    public void Progress_OfTimedTrainings_KnowsTheTimeLeftFromTheStart()
    {
        var clock = new ManualClock();
        var left = new List<double>();
        var progress = new Listener(step => left.Add(step.Remaining!.Value.TotalMilliseconds));
        var search = Search(clock, workers: 1, [4]) with { Progress = progress };
        search.Plan(_data, Token);

        search.Fit(_data, Token);

        Assert.Equal(5 + 5 + 5 + 20 + 40, left[0], 1e-3); // told after the first epoch: three and a fold to go, then the refit
        Assert.Equal(40, left[^2], 1e-3);
        Assert.Equal(0, left[^1]);
    }

    /// <summary>
    /// By hand, refits of 100 rows at 0.1 ms: the first search trains that of 4 epochs, so that of the second takes 2 epochs or nothing.
    /// </summary>
    [Fact]
    public void Plan_OfASearchThatHoldsAnEarlierOne_CountsItsRefitOnlyWhereItIsNew()
    {
        var ledger = new Ledger();
        var (first, second) = (Search(new(), 1, [4]) with { Ledger = ledger }, Search(new(), 1, [2, 4]) with { Ledger = ledger });

        var plans = SearchPlan.Of(
            [first.Compile(_data, Token), second.Compile(_data, Token), first.Compile(_data, Token)], cancellationToken: Token);

        Assert.Equal((0, 10, 20), Milliseconds(plans[1].Duration));
        Assert.Equal((0, 0, 0), Milliseconds(plans[2].Duration));
    }

    /// <summary>The score is the number of epochs, so 4 is the best: its refit of 4 epochs takes 40 ms.</summary>
    [Fact]
    public void Plan_WhereAllScoresAreKnown_IsTheRefitOfTheBest()
    {
        var ledger = new Ledger();
        var search = Search(new(), 1, [2, 4]) with { Ledger = ledger };
        (search with { Refit = false }).Fit(_data, Token);

        Assert.Equal((40, 40, 40), Milliseconds(search.Plan(_data, Token).Duration));
        search.Fit(_data, Token);
        Assert.Equal((0, 0, 0), Milliseconds((search with { Costs = null }).Plan(_data, Token).Duration));
    }

    /// <summary>
    /// Nothing is left but the refit: it is foreseen where its cost is known, and is not known else; it is never nothing.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Progress_WhereAllScoresAreKnown_CountsTheRefit(bool isTimed)
    {
        var clock = new ManualClock();
        var told = new List<SearchProgress>();
        var search = Search(clock, 1, [2, 4]) with { Ledger = new() };
        (search with { Refit = false }).Fit(_data, Token);

        (search with { Costs = isTimed ? search.Costs : null, Progress = new Listener(told.Add) }).Fit(_data, Token);

        Assert.All(
            told.Where(progress => progress.RefitEpochsDone == 0),
            progress => Assert.Equal(isTimed ? 40.0 : null, progress.Remaining?.TotalMilliseconds));
    }

    private static (double Low, double Expected, double High) Milliseconds(TimeRange range) =>
        (
            Math.Round(range.Low.TotalMilliseconds, 3),
            Math.Round(range.Expected.TotalMilliseconds, 3),
            Math.Round(range.High.TotalMilliseconds, 3));

    /// <summary>
    /// Timed at 0.1 ms a row, trained at 0.3: the next plan is three times as long, also for a kind that has not been trained yet.
    /// </summary>
    [Fact]
    public void Plan_AfterTrainingsSlowerThanTimed_IsCorrected()
    {
        var clock = new ManualClock();
        var costs = new TrainingCosts(clock);
        var first = Skewed(clock, costs, "slow");
        var next = Skewed(clock, costs, "slow", "slower");
        double[] before =
        [
            .. SearchPlan.Of([first.Compile(_data, Token), next.Compile(_data, Token)], cancellationToken: Token)
                .Select(plan => plan.Duration.Expected.TotalMilliseconds),
        ];

        first.Fit(_data, Token);

        Assert.Equal(3 * before[1], next.Plan(_data, Token).Duration.Expected.TotalMilliseconds, 1e-3);
        Assert.Equal(3 * before[0], first.Plan(_data, Token).Duration.Expected.TotalMilliseconds, 1e-3);
    }

    /// <summary>
    /// Two kinds timed alike, one trained three times as slowly: once both have been trained for an epoch, the time left is right to 1 %.
    /// </summary>
    [Fact]
    public void Progress_OfKindsThatWereTimedWrong_CorrectsItself()
    {
        var clock = new ManualClock();
        var told = new List<SearchProgress>();
        var search = Skewed(clock, new(clock), "slow", "quick") with { Refit = false, Progress = new Listener(told.Add) };
        search.Plan(_data, Token);

        search.Fit(_data, Token);

        var end = told[^1].Elapsed;
        Assert.All(
            told.Where(progress => progress.EpochsDone > 80),
            progress => Assert.Equal(1, (progress.Elapsed + progress.Remaining!.Value) / end, 0.01));
        Assert.Contains(told, progress => progress.EpochsDone is > 80 and < 100);
    }

    private static GridSearchCV Skewed(ManualClock clock, TrainingCosts costs, params ParameterValue[] kinds) =>
        new(new Paced(clock) { Epochs = 40 }, new() { ["kind"] = [.. kinds] })
        {
            Cv = new KFold(2),
            Workers = 1,
            Costs = costs,
            TimeProvider = clock,
        };

    /// <summary>By hand: 100 rows of 0.1 ms, 10 ms an epoch.</summary>
    [Fact]
    public void Progress_OfTheRefit_CountsItsEpochs()
    {
        var clock = new ManualClock();
        var refit = new List<SearchProgress>();
        var search = Search(clock, workers: 1, [50]) with { Progress = new Listener(progress => refit.Add(progress)) };

        search.Fit(_data, Token);
        refit.RemoveAll(progress => progress.RefitEpochsTotal == 0);

        Assert.All(refit, progress => Assert.Equal(50, progress.RefitEpochsTotal));
        Assert.Equal([0, 10, 20, 30, 40, 50], refit.Select(progress => progress.RefitEpochsDone).Distinct()); // told ten times a second
        Assert.All(
            refit.Where(progress => progress.RefitEpochsDone > 0),
            progress => Assert.Equal(10.0 * (50 - progress.RefitEpochsDone), progress.Remaining!.Value.TotalMilliseconds, 1e-3));
    }

    [Fact]
    public void Progress_OfPlanning_RisesToOne()
    {
        var told = new List<double>();

        SearchPlan.Of(
            [Search(new(), 1, [4]).Compile(_data, Token), Search(new(), 1, [2]).Compile(_data, Token)], new ShareListener(told.Add), Token);

        Assert.Equal(told.Order(), told);
        Assert.Contains(0.5, told);
        Assert.Equal(1, told[^1]);
    }

    private static GridSearchCV Search(ManualClock clock, int workers, int[] epochs, string speed = "") =>
        new(new Paced(clock) { Speed = speed }, new() { ["epochs"] = [.. epochs.Select(count => (ParameterValue)count)] })
        {
            Cv = new KFold(2),
            Workers = workers,
            Costs = new(clock),
            TimeProvider = clock,
        };

    /// <summary>
    /// Takes 0.1 ms a row and epoch, of kinds called slow three times that when it is not only timed, shared by threads in the kind of
    /// that name; and learns nothing.
    /// </summary>
    private sealed record Paced(ManualClock Clock) : IIterativeEstimator
    {
        public int Epochs { get; init; } = 1;

        public string Speed { get; init; } = "";

        public IReadOnlyCollection<string> ParameterNames => ["epochs", "kind"];

        public EstimatorKind Kind => EstimatorKind.Regressor;

        public TrajectoryIdentity Identity => TrajectoryIdentity.Of($"paced {Speed}");

        public IEstimator With(ParameterSet parameters) => this with
        {
            Epochs = parameters.TryGetValue("epochs", out var epochs) ? epochs.As<int>() : Epochs,
            Speed = parameters.TryGetValue("kind", out var kind) ? kind.As<string>() : Speed,
        };

        public ITrajectory Begin(Dataset data, FitContext context) => new Walk(this, data, context);

        public void Check(Dataset data)
        {
        }

        public IFitted Fit(Dataset data, FitContext context) => throw new NotSupportedException();
    }

    private sealed class Walk(Paced paced, Dataset data, FitContext context) : IResumableTrajectory, IFitted
    {
        private int _done;

        public IFitted Fitted => this;

        public void AdvanceTo(int epoch)
        {
            for (; _done < epoch; _done++)
            {
                bool isSlow = !context.IsTiming && paced.Speed.StartsWith("slow", StringComparison.Ordinal);
                double threads = paced.Speed == "shared" ? context.Threads : 1;
                paced.Clock.Advance(TimeSpan.FromMilliseconds((isSlow ? 0.3 : 0.1) * data.Count / threads));
                context.EpochEnded?.Invoke(new(_done + 1, new Dictionary<string, double>()));
            }
        }

        public void Save(BinaryWriter writer) => writer.Write(_done);

        public void Load(BinaryReader reader, int epoch) => _done = reader.ReadInt32();

        public Prediction Predict(Dataset data) => new(new double[data.Count]);

        public Scorer OwnScorer => Scorer.From("done", _ => _done);

        public void Dispose()
        {
        }
    }

    private sealed class Listener(Action<SearchProgress> hear) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value) => hear(value);
    }

    private sealed class ShareListener(Action<double> hear) : IProgress<double>
    {
        public void Report(double value) => hear(value);
    }
}
