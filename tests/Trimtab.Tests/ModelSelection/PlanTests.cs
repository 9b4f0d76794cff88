using Trimtab.ModelSelection;
using Trimtab.Training;

namespace Trimtab.Tests.ModelSelection;

public class PlanTests
{
    private static readonly Dataset _data = new(new float[100], [1], [.. Enumerable.Range(0, 100).Select(row => (double)(row % 2))]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>By hand: 50 rows a fold; a training of 0.1 ms a row and epoch, to epoch 4, on two folds: 4 × 5 ms × 2 = 40 ms; the refit on 100 rows: 1 to 4 epochs of 10 ms.</summary>
    [Fact]
    public void Plan_ByTheClock_IsWhatTheTrainingsTake()
    {
        var clock = new Clock();

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

    [Fact]
    public void Plan_OfSearchesInARow_CountsWhatTheFirstLeaves()
    {
        var ledger = new Ledger();
        var (first, second) = (Search(new(), 1, [4]) with { Ledger = ledger }, Search(new(), 1, [2, 4, 6]) with { Ledger = ledger });

        var plans = SearchPlan.Of([first, second], _data, cancellationToken: Token);

        Assert.Equal((0, 8), (plans[0].Known, plans[0].EpochsToTrain));
        Assert.Equal((4, 4), (plans[1].Known, plans[1].EpochsToTrain)); // 2 and 4 are scored on the way; 6 goes on from 4
        foreach (var (search, plan) in new[] { first, second }.Zip(plans))
        {
            ledger.Expect(second, _data);
            Assert.Equal(plan.EpochsToTrain, search.Fit(_data, Token).Cost.EpochsTrained);
        }
    }

    [Fact]
    public void Progress_OfTimedTrainings_KnowsTheTimeLeftFromTheStart()
    {
        var clock = new Clock();
        var left = new List<double>();
        var search = Search(clock, workers: 1, [4]) with { Progress = new Listener(progress => left.Add(progress.Remaining!.Value.TotalMilliseconds)) };
        search.Plan(_data, Token);

        search.Fit(_data, Token);

        Assert.Equal(5 + 5 + 5 + 20 + 40, left[0], 1e-3); // told after the first epoch: three and a fold to go, then the refit
        Assert.Equal(40, left[^2], 1e-3);
        Assert.Equal(0, left[^1]);
    }

    private static GridSearchCV Search(Clock clock, int workers, int[] epochs) =>
        new(new Paced(clock), new() { ["epochs"] = [.. epochs.Select(count => (ParameterValue)count)] })
        {
            Cv = new KFold(2),
            Workers = workers,
            Costs = new(clock),
            TimeProvider = clock,
        };

    /// <summary>Moves only when told to.</summary>
    private sealed class Clock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }

    /// <summary>Takes 0.1 ms a row and epoch, and learns nothing.</summary>
    private sealed record Paced(Clock Clock) : IIterativeEstimator
    {
        public int Epochs { get; init; } = 1;

        public IReadOnlyCollection<string> ParameterNames => ["epochs"];

        public EstimatorKind Kind => EstimatorKind.Regressor;

        public TrajectoryIdentity Identity => TrajectoryIdentity.Of("paced");

        public IEstimator With(ParameterSet parameters) => this with { Epochs = parameters["epochs"].As<int>() };

        public ITrajectory Begin(Dataset data, FitContext context) => new Walk(this, data, context);

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
                paced.Clock.Advance(TimeSpan.FromMilliseconds(0.1 * data.Count));
                context.EpochEnded?.Invoke(new(_done + 1, new Dictionary<string, double>()));
            }
        }

        public void Save(BinaryWriter writer) => writer.Write(_done);

        public void Load(BinaryReader reader, int epoch) => _done = reader.ReadInt32();

        public Prediction Predict(Dataset data) => new(new double[data.Count]);

        public double Score(Dataset data) => _done;

        public void Dispose()
        {
        }
    }

    private sealed class Listener(Action<SearchProgress> hear) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value) => hear(value);
    }
}
