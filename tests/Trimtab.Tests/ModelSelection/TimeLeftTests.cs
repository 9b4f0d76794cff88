using Trimtab.ModelSelection.Planning;
using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>Searches simulated on a clock of their own: what is said to be left, held against what was.</summary>
public class TimeLeftTests
{
    private static readonly string[] _kinds = ["SGD", "RMSprop", "Adagrad", "Adadelta", "Adam", "Adamax", "Nadam"];

    /// <summary>
    /// Right to 25 % at every report after a fifth of the time, on machines as fast as foreseen, half and a quarter as fast, and faster; at
    /// 1 to 8 workers.
    /// </summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(2, 4)]
    [InlineData(2, 0.25)]
    [InlineData(4, 4)]
    [InlineData(8, 2)]
    public void Left_OnAMachineSlowerThanForeseen_IsWithinAQuarter(int workers, double slowness)
    {
        foreach (ulong seed in Enumerable.Range(0, 20).Select(seed => (ulong)seed))
        {
            var run = new Simulation(seed, workers) { Slowness = _ => slowness };

            AssertRight(run, run.Run(), from: 0.2);
        }
    }

    /// <summary>
    /// Forecasts of kinds that cost the same, each wrong by a factor between a half and two: as a plan has them that was timed on a loaded
    /// machine.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Left_WhereForecastsAreNoise_GoesByThePace(int workers)
    {
        foreach (ulong seed in Enumerable.Range(0, 20).Select(seed => (ulong)seed))
        {
            var run = new Simulation(seed, workers) { ForecastNoise = 2, CostSpread = 0, Slowness = _ => 1 };

            AssertRight(run, run.Run(), from: 0.6);
        }
    }

    /// <summary>
    /// Three times as slow from half of the time on: once 35 % of the work have been done so, what is left is right again to a third.
    /// </summary>
    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(2, 1, 3)]
    [InlineData(2, 3, 1)]
    public void Left_WhereTheSpeedChanges_FollowsIt(int workers, double before, double after)
    {
        foreach (ulong seed in Enumerable.Range(0, 20).Select(seed => (ulong)seed))
        {
            double half = new Simulation(seed, workers) { CostSpread = 0.5, Slowness = _ => before }.Run()[^1].Now / 2;
            var run = new Simulation(seed, workers) { CostSpread = 0.5, Slowness = now => now < half ? before : after };

            AssertRight(run, run.Run(), from: (half + (0.7 * half * after / before)) / (half + (half * after / before)), within: 1 / 3.0);
        }
    }

    /// <summary>Before anything has run, the forecast; without one, nothing, and not zero.</summary>
    [Fact]
    public void Left_BeforeAnythingHasRun_IsTheForecastOrNotKnown()
    {
        object training = new();
        var foreseen = new PlannedWork(
            [new(training, "a", 100)], [new(null, "a", 200)], new(new Dictionary<string, double> { ["a"] = 0.1 }, 100), _ => 1, 2);
        var unknown = new PlannedWork([], [new(null, "a", 200)], new(new Dictionary<string, double>(), 0), _ => 1, 2);

        Assert.Equal(30, foreseen.Left(TimeSpan.Zero, null, 0)!.Value.TotalSeconds, 1e-9);
        Assert.Null(unknown.Left(TimeSpan.Zero, null, 0));
        Assert.Null(unknown.Refit(null));
    }

    /// <summary>Everything known, the refit of an unknown length not: what is left is that refit, and no zero.</summary>
    [Fact]
    public void Left_WhereOnlyTheRefitIsLeft_CountsIt()
    {
        var best = ParameterSet.Create([KeyValuePair.Create("epochs", (ParameterValue)10)]);
        var work = new PlannedWork(
            [], [new(best, "a", 200), new(null, "a", 0)], new(new Dictionary<string, double> { ["a"] = 0.1 }, 0), _ => 0.5, 2);

        Assert.Equal(5, work.Left(TimeSpan.Zero, null, 0)!.Value.TotalSeconds, 1e-9);
        Assert.Equal(7.5, work.Left(TimeSpan.Zero, best, 0.5)!.Value.TotalSeconds, 1e-9);
        Assert.Equal(10, work.Refit(best)!.Value.TotalSeconds, 1e-9);
    }

    private static void AssertRight(Simulation run, IReadOnlyList<(double Now, double Left)> told, double from, double within = 0.25)
    {
        double end = told[^1].Now;
        foreach (var (now, left) in told.Where(report => report.Now >= from * end && report.Now < end - run.LastEpochs))
        {
            Assert.True(
                Math.Abs(left - (end - now)) <= within * (end - now),
                Invariant($"{run}: at {now / end:P0} {left:F1} s were said, {end - now:F1} s true"));
        }
    }

    /// <summary>
    /// Seven kinds of training on two folds, 20 epochs of 1,000 rows each, on some workers; an epoch takes what its kind costs, give or
    /// take a tenth.
    /// </summary>
    private sealed class Simulation(ulong seed, int workers)
    {
        private RandomStream _random = RandomAddress.FromSeed(seed).At("epochs").Stream();

        /// <summary>How many times longer than foreseen an epoch takes that begins now.</summary>
        public required Func<double, double> Slowness { get; init; }

        /// <summary>How much more the most costly kind costs than the least.</summary>
        public double CostSpread { get; init; } = 2;

        /// <summary>The factor by which forecasts of kinds are off at most, either way.</summary>
        public double ForecastNoise { get; init; } = 1;

        /// <summary>Two epochs, however slow: how long the last ones take is chance.</summary>
        public double LastEpochs { get; private set; }

        public override string ToString() => Invariant($"seed {seed}, {workers} workers");

        /// <summary>What is said to be left, at each report.</summary>
        public List<(double Now, double Left)> Run()
        {
            var cost = _kinds.ToDictionary(kind => kind, _ => 0.001 * (1 + (CostSpread * _random.NextDouble())));
            var foreseen = cost.ToDictionary(
                kind => kind.Key, kind => kind.Value * Math.Pow(ForecastNoise, (2 * _random.NextDouble()) - 1));
            var waiting = new Queue<PlannedTraining>(_kinds.SelectMany(kind => Enumerable.Range(0, 2).Select(_ => new PlannedTraining(
                new object(), kind, 20_000))));
            var work = new PlannedWork([.. waiting], [], new(foreseen, waiting.Sum(training => training.Rows)), _ => 1, workers);
            var running = new PriorityQueue<(PlannedTraining Training, int Epoch), double>();
            var told = new List<(double, double)>();
            for (int worker = 0; worker < workers; worker++)
            {
                Begin(0);
            }

            while (running.TryDequeue(out var step, out double now))
            {
                var elapsed = TimeSpan.FromSeconds(now);
                work.Trained(step.Training.Key, 1000, elapsed);
                if (step.Epoch < 20)
                {
                    running.Enqueue((step.Training, step.Epoch + 1), now + Epoch(step.Training, now));
                }
                else
                {
                    work.Ended(step.Training.Key, elapsed);
                    Begin(now);
                }

                told.Add((now, work.Left(elapsed, null, 0)!.Value.TotalSeconds));
            }

            return told;

            void Begin(double now)
            {
                if (waiting.TryDequeue(out var next))
                {
                    work.Begins(next.Key, TimeSpan.FromSeconds(now));
                    running.Enqueue((next, 1), now + Epoch(next, now));
                }
            }

            double Epoch(PlannedTraining training, double now)
            {
                double seconds = 1000 * cost[training.Kind] * Slowness(now) * (0.9 + (0.2 * _random.NextDouble()));
                LastEpochs = Math.Max(LastEpochs, 2 * seconds);
                return seconds;
            }
        }
    }
}
