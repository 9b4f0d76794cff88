using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>What searches say of time: since when it is counted, how often it is reported, what a plan allows for.</summary>
public class SearchClockTests
{
    private static readonly Dataset _rows = new(new float[100], [1], [.. Enumerable.Range(0, 100).Select(row => (double)(row % 2))]);

    private static readonly ParameterGrid _four = new() { ["alpha"] = [1, 2, 3, 4] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Four candidates of a second each before anything is trained.</summary>
    [Fact]
    public void Elapsed_OfASearch_CountsItsChecks()
    {
        var clock = new ManualClock();
        var told = new List<SearchProgress>();
        var estimator = new Stepwise { Checking = () => clock.Advance(TimeSpan.FromSeconds(1)) };
        var search = new GridSearchCV(estimator, _four) { Cv = 2, TimeProvider = clock, Progress = new Listener(told.Add) };

        var result = search.Fit(_rows, Token);

        Assert.All(told, progress => Assert.Equal(TimeSpan.FromSeconds(4), progress.Elapsed));
        Assert.Equal(TimeSpan.FromSeconds(4), result.Cost.Elapsed);
    }

    /// <summary>By hand: rungs of 9, 3 and 1 candidates on two folds, 1 s an epoch of 1, 3 and 9, continued: 18 + 12 + 12 s.</summary>
    [Fact]
    public void Elapsed_OfRungs_IsThatOfAll()
    {
        var clock = new ManualClock();
        var told = new List<SearchProgress>();
        var estimator = new Stepwise { Epochs = 9, Training = () => clock.Advance(TimeSpan.FromSeconds(1)) };
        var grid = new ParameterGrid { ["alpha"] = [.. Enumerable.Range(1, 9).Select(ParameterValue (alpha) => alpha)] };
        var search = new HalvingSearchCV(estimator, grid)
        {
            Cv = 2,
            Workers = 1,
            Refit = false,
            TimeProvider = clock,
            Progress = new Listener(told.Add),
        };

        Assert.Equal(TimeSpan.FromSeconds(18 + 12 + 12), search.Fit(_rows, Token).Cost.Elapsed);
        Assert.Equal(told.Select(progress => progress.Elapsed).Order(), told.Select(progress => progress.Elapsed));
    }

    /// <summary>
    /// Each look at the clock takes 10 ms and each epoch 100 ms: every epoch is reported, though the time left is worked out less often.
    /// </summary>
    [Fact]
    public void Reports_OfCounts_DoNotWaitForTheTimeLeft()
    {
        var clock = new SlowClock();
        var told = new List<SearchProgress>();
        var estimator = new Stepwise { Epochs = 50, Training = () => clock.Advance(TimeSpan.FromMilliseconds(100)) };
        var search = new GridSearchCV(estimator, new()) { Cv = 2, TimeProvider = clock, Workers = 1, Progress = new Listener(told.Add) };

        search.Fit(_rows, Token);

        Assert.Equal(Enumerable.Range(1, 100), told.Select(progress => (int)progress.EpochsDone).Distinct());
        var left = told.Where(progress => progress.Elapsed > TimeSpan.FromSeconds(2) && progress.RefitEpochsTotal == 0).ToList();
        Assert.All(left.Zip(left.Skip(1)), pair => Assert.InRange(
            (pair.First.Elapsed + pair.First.Remaining!.Value) / (pair.Second.Elapsed + pair.Second.Remaining!.Value), 0.8, 1.25));
    }

    /// <summary>Nothing was timed before: the first second has no time left, what comes then has.</summary>
    [Fact]
    public void TimeLeft_OfWhatWasNotTimed_BeginsAfterASecond()
    {
        var clock = new ManualClock();
        var told = new List<SearchProgress>();
        var estimator = new Stepwise { Epochs = 20, Training = () => clock.Advance(TimeSpan.FromMilliseconds(150)) };
        var search = new GridSearchCV(estimator, new()) { Cv = 2, TimeProvider = clock, Workers = 1, Progress = new Listener(told.Add) };

        search.Fit(_rows, Token);

        Assert.All(told, progress => Assert.Equal(progress.Elapsed < TimeSpan.FromSeconds(1), progress.Remaining is null));
        Assert.Contains(told, progress => progress.Remaining is null);
    }

    /// <summary>By hand: 8 fits of 50 rows and a refit of 100, at 0.1 ms a row: 50 ms; timed once, from half of it to twice.</summary>
    [Fact]
    public void Plan_OfFitsThatAreTimedOnce_HasARange()
    {
        var clock = new ManualClock();
        var estimator = new ToyEstimator { Fitting = (data, _) => clock.Advance(TimeSpan.FromMilliseconds(0.1 * data.Count)) };
        var search = new GridSearchCV(estimator, _four) { Cv = 2, Workers = 1, TimeProvider = clock, Costs = new(clock) };

        var duration = search.Plan(_rows, Token).Duration;

        Assert.Equal(25, duration.Low.TotalMilliseconds, 1e-3);
        Assert.Equal(50, duration.Expected.TotalMilliseconds, 1e-3);
        Assert.Equal(100, duration.High.TotalMilliseconds, 1e-3);
    }

    /// <summary>A training begins in 3 ms and has two epochs of 1 ms: the plan is what the search takes.</summary>
    [Fact]
    public void Plan_OfTrainings_CountsTheirBeginning()
    {
        var clock = new ManualClock();
        var estimator = new Stepwise
        {
            Epochs = 2,
            Beginning = () => clock.Advance(TimeSpan.FromMilliseconds(3)),
            Training = () => clock.Advance(TimeSpan.FromMilliseconds(1)),
        };
        var search = new GridSearchCV(estimator, _four)
        {
            Cv = 2,
            Workers = 1,
            Refit = false,
            TimeProvider = clock,
            Costs = new(clock),
        };

        var duration = search.Plan(_rows, Token).Duration;

        Assert.Equal(8 * (3 + 2), duration.Expected.TotalMilliseconds, 1e-3);
        Assert.Equal(duration.Expected.TotalMilliseconds, search.Fit(_rows, Token).Cost.Elapsed.TotalMilliseconds, 1e-3);
    }

    /// <summary>By epochs; scores 0.</summary>
    private sealed record Stepwise : IIterativeEstimator
    {
        public int Epochs { get; init; } = 1;

        public double Alpha { get; init; }

        public Action? Checking { get; init; }

        public Action? Beginning { get; init; }

        public Action? Training { get; init; }

        public IReadOnlyCollection<string> ParameterNames => ["alpha", "epochs"];

        public EstimatorKind Kind => EstimatorKind.Regressor;

        public TrajectoryIdentity Identity => TrajectoryIdentity.Of(Invariant($"stepwise {Alpha}"));

        public IEstimator With(ParameterSet parameters) => this with
        {
            Alpha = parameters.TryGetValue("alpha", out var alpha) ? alpha.As<double>() : Alpha,
            Epochs = parameters.TryGetValue("epochs", out var epochs) ? epochs.As<int>() : Epochs,
        };

        public void Check(Dataset data) => Checking?.Invoke();

        public ITrajectory Begin(Dataset data, FitContext context)
        {
            Beginning?.Invoke();
            return new Walk(this, context);
        }

        public IFitted Fit(Dataset data, FitContext context) => throw new NotSupportedException();
    }

    private sealed class Walk(Stepwise settings, FitContext context) : IResumableTrajectory, IFitted
    {
        private int _done;

        public IFitted Fitted => this;

        public Scorer OwnScorer => Scorer.From("none", _ => 0);

        public void AdvanceTo(int epoch)
        {
            while (_done < epoch)
            {
                settings.Training?.Invoke();
                _done++;
                context.EpochEnded?.Invoke(new(_done, new Dictionary<string, double>()));
            }
        }

        public void Save(BinaryWriter writer) => writer.Write(_done);

        public void Load(BinaryReader reader, int epoch) => _done = reader.ReadInt32();

        public Prediction Predict(Dataset data) => new(new double[data.Count]);

        public void Dispose()
        {
        }
    }

    /// <summary>A clock that moves on by 10 ms whenever it is read. Thread-safe.</summary>
    private sealed class SlowClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _now, TimeSpan.TicksPerMillisecond * 10);

        public void Advance(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);
    }

    private sealed class Listener(Action<SearchProgress> hear) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value) => hear(value);
    }
}
