using System.Text.Json;
using Trimtab.Numerics;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Statistics;

namespace Trimtab.Tests.Pruners;

public class PrunerTests
{
    public static TheoryData<string> Names => [.. Pruner.Catalog.Names];

    private static readonly int[] _rungs = [1, 3, 9];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Median_OfWorkedExamples_ComparesTheBestSoFarWithTheOthersAtTheEpoch()
    {
        History others = new([.. Enumerable.Range(1, 5).Select(i => Curve(i, TrialState.Complete, i, i, i))]);
        var median = new MedianPruner();

        Assert.False(Prunes(median, others, 3, 3)); // as good as the median, 3
        Assert.True(Prunes(median, others, 3.5, 3.1));
        Assert.False(Prunes(median, others, 2.9, 9)); // its best was better
        Assert.True(Prunes(median, others, double.NaN));
        Assert.False(Prunes(median, new(others.Take(4)), 9, 9)); // four are not five
        Assert.False(Prunes(median with { WarmupEpochs = 2 }, others, 9, 9));
        Assert.True(Prunes(new PercentilePruner(25), others, 2.5));
        Assert.False(Prunes(new PercentilePruner(25), others, 2));
    }

    /// <summary>Random histories with gaps, intervals, warm-ups, NaN and infinite reports: the decisions are Optuna's.</summary>
    [Theory]
    [InlineData("percentile", 300)]
    [InlineData("wilcoxon", 200)]
    public void Decisions_OfRandomHistories_AreOptunas(string name, int count)
    {
        var cases = Oracles.Load("pruners.json").GetProperty("cases").EnumerateArray().Where(sample => Is(sample, "pruner", name)).ToList();

        Assert.Equal(count, cases.Count);
        Assert.Empty(
            cases.Where(sample => Decide(sample) != sample.GetProperty("prunes").GetBoolean()).Select(sample => sample.GetRawText()));
    }

    [Fact]
    public void Median_BesideAnInfiniteRival_IsTheMiddleOne()
    {
        History others = new([.. new[] { 1, 2, 3, 4, double.PositiveInfinity }.Select((value, i) => Curve(i, TrialState.Complete, value))]);

        Assert.False(Prunes(new MedianPruner(), others, 3));
        Assert.True(Prunes(new MedianPruner(), others, 3.1));
        Assert.False(Prunes(new PercentilePruner(75), others, 4));
        Assert.False(Prunes(new PercentilePruner(90), others, 1e9)); // between 4 and ∞
    }

    [Fact]
    public void Median_WhereLargeIsGood_TurnsRound()
    {
        History others = new([.. Enumerable.Range(1, 5).Select(i => Curve(i, TrialState.Complete, i))]);

        Assert.True(new MedianPruner().Stops(Curve(9, TrialState.Running, 2.9), others, Direction.Maximize));
        Assert.False(new MedianPruner().Stops(Curve(9, TrialState.Running, 3.1), others, Direction.Maximize));
    }

    [Fact]
    public void Threshold_OutOfBounds_Prunes()
    {
        var pruner = new ThresholdPruner { Lower = 0, Upper = 1, WarmupEpochs = 1 };

        Assert.False(Prunes(pruner, History.Empty, 5));
        Assert.True(Prunes(pruner, History.Empty, 5, 1.1));
        Assert.True(Prunes(pruner, History.Empty, 5, double.NaN));
        Assert.False(Prunes(pruner, History.Empty, 5, 1));
    }

    [Fact]
    public void Patient_AfterSomeEpochsWithoutImprovement_Asks()
    {
        var pruner = new PatientPruner { Patience = 2 };

        Assert.False(Prunes(pruner, History.Empty, 1, 2, 2));
        Assert.True(Prunes(pruner, History.Empty, 1, 2, 2, 2));
        Assert.False(Prunes(pruner, History.Empty, 1, 2, 2, 0.5));
        Assert.False(Prunes(pruner with { Inner = new NoPruner() }, History.Empty, 1, 2, 2, 2));
    }

    /// <summary>η = 2, rungs at 1, 2, 4: the better half of those that reached a rung goes on.</summary>
    [Fact]
    public void SuccessiveHalving_AtARung_LetsTheBetterHalfGoOn()
    {
        var pruner = new SuccessiveHalvingPruner { MinResource = 1, ReductionFactor = 2 };
        History others = new([Curve(0, TrialState.Complete, 1, 1, 1, 1), Curve(1, TrialState.Pruned, 4), Curve(
            2, TrialState.Pruned, 3, 3)]);

        Assert.False(Prunes(pruner, History.Empty, 9));
        Assert.False(Prunes(pruner, others, 2)); // second of four
        Assert.True(Prunes(pruner, others, 3.5)); // third of four
        Assert.True(Prunes(pruner, others, 2, 2)); // second of three: one goes on
        Assert.False(Prunes(pruner, others, 2, 0.5, 9)); // epoch 3 is no rung
        Assert.True(Prunes(pruner, others, double.NaN));
    }

    [Fact]
    public void Hyperband_Brackets_AreFilledInProportionAndSomeNeverPrune()
    {
        var pruner = new HyperbandPruner { MaxResource = 9, ReductionFactor = 3 };
        History others = new([.. Enumerable.Range(0, 60).Select(i => Curve(i, TrialState.Complete, 1, 1, 1, 1, 1, 1, 1, 1, 1))]);

        int pruned = Enumerable.Range(100, 300).Count(number => pruner.Stops(Curve(number, TrialState.Running, 5), others));

        // Budgets ⌈3·9/3⌉, ⌈3·3/2⌉, ⌈3·1/1⌉ = 9, 5, 3: nine of seventeen halve at epoch 1.
        Assert.InRange(pruned / 300.0, (9 / 17.0) - 0.1, (9 / 17.0) + 0.1);
    }

    [Fact]
    public void Wilcoxon_OverFolds_NeverMixesThem()
    {
        History best = new([Folds(0, TrialState.Complete, 1, 2, 3, 4, 5, 6)]);
        var pruner = new WilcoxonPruner();

        Assert.True(pruner.Stops(Folds(1, TrialState.Running, 1.1, 2.2, 3.3, 4.4, 5.5), best)); // p = 1/32
        Assert.False(pruner.Stops(Folds(1, TrialState.Running, 1.1, 2.2, 3.3), best)); // p = 1/8
        Assert.False(pruner.Stops(Folds(1, TrialState.Running, 0.9, 1.8, 2.7, 3.6, 4.5), best));
    }

    [Fact]
    public void Wilcoxon_InTheMiddleOfAFold_Waits()
    {
        var best = new History([Folds(0, TrialState.Complete, 1, 2, 3, 4, 5, 6)]);
        var ours = Folds(1, TrialState.Running, 1.1, 2.2, 3.3, 4.4, 5.5);
        Report[] longer = [.. ours.Reports.SelectMany(report => new[] { report, report with { Epoch = 2 } })];

        Assert.True(new WilcoxonPruner().Stops(ours with { Reports = longer }, best));
        Assert.False(new WilcoxonPruner().Stops(ours with { Reports = longer[..^1] }, best));
    }

    /// <summary>
    /// Twenty rivals of the same mean, ten folds: a trial no worse than they is ended at most as often as the level says, a worse one soon.
    /// </summary>
    [Theory]
    [InlineData(0, 0, 0.1)]
    [InlineData(3, 0.9, 1)]
    public void Racing_OverFolds_KeepsItsLevel(double worse, double least, double most)
    {
        const int Rivals = 20, Count = 10, Repeats = 300;
        int ended = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            var random = RandomAddress.FromSeed(9).At(repeat).Stream();
            double[] fold = Drawn(ref random, Count, 2), ours = Drawn(ref random, Count, 1);
            var history = new List<Trial>();
            for (int rival = 0; rival < Rivals; rival++)
            {
                history.Add(Folds(rival, TrialState.Complete, [.. Drawn(ref random, Count, 1).Zip(fold, (a, b) => a + b)]));
            }

            double[] values = [.. ours.Zip(fold, (a, b) => a + b + worse)];
            ended += Enumerable.Range(1, Count).Any(folds => new RacingPruner { Level = 0.1 }.Stops(
                Folds(99, TrialState.Running, values[..folds]), new(history)))
                ? 1
                : 0;
        }

        Assert.InRange((double)ended / Repeats, least, most);
    }

    [Fact]
    public async Task APruner_OfSeveralObjectives_LooksAtTheOneItNames()
    {
        var study = new Study(
            new() { Objectives = [new("loss"), new("accuracy", Direction.Maximize)], Pruner = new ThresholdPruner { Metric = "accuracy", Lower = 0.5 } });

        await study.OptimizeAsync(
            trial =>
            {
                double x = trial.SuggestFloat("x", 0, 1);
                trial.Report(x, 1);
                trial.ThrowIfPruned();
                return [1 - x, x];
            },
            30,
            cancellationToken: Token);

        Assert.All(study.Trials, trial => Assert.Equal(trial.Parameters["x"].As<double>() < 0.5, trial.State == TrialState.Pruned));
        Assert.Contains(study.Trials, trial => trial.State == TrialState.Pruned);
    }

    [Fact]
    public async Task Metric_ThatIsNoObjective_IsComparedInTheDirectionGiven()
    {
        var study = new Study(
            new()
            {
                Objectives = [new("accuracy", Direction.Maximize)],
                Sampler = new RandomSampler(),
                Pruner = new MedianPruner { Metric = "loss", Direction = Direction.Minimize, StartupTrials = 1 },
            });

        await study.OptimizeAsync(
            trial =>
            {
                double accuracy = trial.SuggestFloat("x", 0, 1);
                trial.Report(new Dictionary<string, double> { ["loss"] = 1 - accuracy, ["accuracy"] = accuracy }, 1);
                trial.ThrowIfPruned();
                return accuracy;
            },
            40,
            cancellationToken: Token);

        double[] completed = [.. study.Trials.Where(trial => trial.State == TrialState.Complete).Select(trial => trial.Value!.Value)];
        double[] pruned = [.. study.Trials.Where(trial => trial.State == TrialState.Pruned).Select(trial => trial.Value!.Value)];
        Assert.InRange(pruned.Length, 10, 38);
        Assert.True(pruned.Average() < completed.Average());
        Assert.All(study.Trials, trial => Assert.Equal(trial.Parameters["x"].As<double>(), trial.Value)); // not the loss
    }

    [Fact]
    public void Metric_WithoutADirection_IsRefusedWhenTheStudyIsMade()
    {
        var error = Assert.Throws<TrimtabException>(
            () => new Study(new() { Direction = Direction.Maximize, Pruner = new MedianPruner { Metric = "loss" } }));

        Assert.Equal(
            "A pruner's metric must be an objective or have a direction. Got 'loss'; the objectives are value. "
            + "Name one of them, or set the pruner's Direction.",
            error.Message);
    }

    [Fact]
    public void Direction_ThatContradictsTheObjective_IsRefusedWhenTheStudyIsMade()
    {
        var error = Assert.Throws<TrimtabException>(
            () => new Study(new() { Objectives = [new("loss")], Pruner = new NoPruner { Metric = "loss", Direction = Direction.Maximize } }));

        Assert.Contains("'loss' is to Minimize, and the pruner's Direction is Maximize", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<Pruner, string> SettingsThatDoNotFit => new()
    {
        { new ThresholdPruner { Lower = 2, Upper = 1 }, "Lower must be at most Upper. Got 2 and 1" },
        { new SuccessiveHalvingPruner { Promotes = true }, "Got Promotes without MinResource" },
        { new PatientPruner { Inner = new ThresholdPruner { Lower = 2, Upper = 1 } }, "Lower must be at most Upper. Got 2 and 1" },
    };

    [Theory]
    [MemberData(nameof(SettingsThatDoNotFit))]
    public void Settings_ThatDoNotFitOneAnother_AreRefusedWhenTheStudyIsMade(Pruner pruner, string message) =>
        Assert.Contains(message, Assert.Throws<TrimtabException>(() => new Study(new() { Pruner = pruner })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task HalvingThatPromotes_HandsPausedTrialsOn()
    {
        var study = new Study(
            new() { Seed = 2, Sampler = new RandomSampler(), Pruner = new SuccessiveHalvingPruner { MinResource = 1, MaxResource = 9, ReductionFactor = 3, Promotes = true } });
        var stands = new Dictionary<int, int>(); // the epochs a trial had done, by number: what a user would keep in a file

        await study.OptimizeAsync(
            trial =>
            {
                double x = trial.SuggestFloat("x", -3, 3), value = 0;
                for (int epoch = (trial.Resumes is { } before ? stands[before] : 0) + 1; epoch <= 9; epoch++)
                {
                    stands[trial.Number] = epoch;
                    value = (x * x) + (1.0 / epoch);
                    trial.Report(value, epoch);
                    trial.ThrowIfPruned();
                }

                return value;
            },
            60,
            cancellationToken: Token);

        var climbs = study.Trials.GroupBy(trial => trial.Parameters).ToList();
        Assert.All(
            climbs, trials => Assert.Equal(_rungs.Take(trials.Count()).ToList(), trials.Select(trial => trial.Reports[^1].Epoch).ToList()));
        int[] reached = [.. Enumerable.Range(1, 3).Select(rung => climbs.Count(trials => trials.Count() >= rung))];
        Assert.InRange(reached[1], (reached[0] / 3) - 1, reached[0] / 2); // more than a third: one promoted early may be outdone later
        Assert.InRange(reached[2], 1, reached[1] / 2);
        Assert.True(study.BestTrial!.Values["value"] < 0.5);
        Assert.Equal(
            "promoted",
            study.Trials.First(trial => trial.Parameters.Equals(study.BestTrial.Parameters) && trial.Number > climbs.Min(c => c.First().Number) && trial.State == TrialState.Complete).Origins["x"]);
    }

    [Fact]
    public async Task PromotedTrial_ThatIsInterrupted_ResumesTheSamePausedTrial()
    {
        var study = new Study(
            new() { Sampler = new RandomSampler(), Pruner = new SuccessiveHalvingPruner { MinResource = 1, MaxResource = 9, Promotes = true } });
        using var interrupt = new CancellationTokenSource();
        (int Number, int Resumes)? interrupted = null;
        var resumed = new Dictionary<int, int?>();

        double Evaluate(LiveTrial trial)
        {
            double x = trial.SuggestFloat("x", -3, 3);
            if (interrupted is null && trial.Resumes is { } paused)
            {
                interrupted = (trial.Number, paused);
                interrupt.Cancel();
                interrupt.Token.ThrowIfCancellationRequested();
            }

            resumed[trial.Number] = trial.Resumes;
            trial.Report(x * x, trial.Resumes is null ? 1 : 9);
            trial.ThrowIfPruned();
            return x * x;
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => study.OptimizeAsync(Evaluate, 60, cancellationToken: interrupt.Token));
        await study.OptimizeAsync(Evaluate, 1, cancellationToken: Token);

        Assert.Equal(interrupted!.Value.Resumes, resumed[interrupted.Value.Number]);
        var trial = study.Trials[interrupted.Value.Number];
        Assert.Equal((interrupted.Value.Resumes, "promoted"), (trial.Resumes, trial.Origins["x"]));
    }

    [Fact]
    public void SignedRank_OfTheOraclesSamples_MatchesSciPy()
    {
        int compared = 0;
        foreach (var sample in Oracles.Load("statistics.json").GetProperty("wilcoxon").EnumerateArray())
        {
            double[] d = sample.GetProperty("d").Numbers();
            bool hasTies = d.Select(Math.Abs).Distinct().Count() < d.Length;
            foreach (var result in sample.GetProperty("results").EnumerateArray().Where(
                r => Is(r, "zero_method", "zsplit") && Is(r, "alternative", "greater") && Is(r, "method", "auto") && !r.GetProperty("correction").GetBoolean()))
            {
                if ((hasTies && d.All(v => v != 0)) || !result.TryGetProperty("result", out var outcome))
                {
                    continue; // this version of SciPy is exact with ties, and truncates the statistic
                }

                var value = outcome.TryGetProperty("value", out var inner) ? inner : outcome;
                Assert.Equal(value.GetProperty("pvalue").Number(), WilcoxonSignedRank.Greater(d), 1e-12);
                compared++;
            }
        }

        Assert.True(compared >= 3, $"compared {compared}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Studies_WithAPruner_KeepTheBest(string name)
    {
        var study = new Study(new() { Seed = 3, Concurrency = 4, Pruner = Pruner.Catalog.Create(name) });
        await study.OptimizeAsync(Curved, 60, cancellationToken: Token);

        Assert.True(study.BestValue < 0.5, $"{name} kept {study.BestValue}");
    }

    [Fact]
    public async Task APrunedTrial_HasItsLastReportAsValue()
    {
        var study = new Study(new() { Seed = 3, Pruner = new MedianPruner() });

        await study.OptimizeAsync(Curved, 60, cancellationToken: Token);

        var pruned = study.Trials.Where(trial => trial.State == TrialState.Pruned).ToList();
        Assert.NotEmpty(pruned);
        Assert.All(pruned, trial => Assert.Equal(trial.Reports[^1].Metrics["value"], trial.Values["value"]));
        Assert.True(study.Trials.Sum(trial => trial.Reports.Count) < 60 * 9);
    }

    private static double Curved(LiveTrial trial)
    {
        double x = trial.SuggestFloat("x", -3, 3), value = 0;
        for (int epoch = 1; epoch <= 9; epoch++)
        {
            value = (x * x) + (1.0 / epoch);
            trial.Report(value, epoch);
            trial.ThrowIfPruned();
        }

        return value;
    }

    private static double[] Drawn(ref RandomStream random, int count, double scale)
    {
        double[] drawn = new double[count];
        for (int i = 0; i < count; i++)
        {
            drawn[i] = scale * random.NextNormal();
        }

        return drawn;
    }

    private static bool Decide(JsonElement sample)
    {
        bool isOverFolds = Is(sample, "pruner", "wilcoxon");
        Pruner pruner = isOverFolds
            ? new WilcoxonPruner { Threshold = 0.1, StartupFolds = 2 }
            : new PercentilePruner(sample.GetProperty("percentile").GetDouble())
            {
                StartupTrials = sample.GetProperty("startup").GetInt32(),
                WarmupEpochs = sample.GetProperty("warmup").GetInt32(),
                Interval = sample.GetProperty("interval").GetInt32(),
            };
        var history = sample.GetProperty("rivals").EnumerateArray().Select(
            (rival, i) => isOverFolds ? Folds(i, TrialState.Complete, rival.Numbers()) : Curve(i, TrialState.Complete, rival.Numbers()));
        double[] values = sample.GetProperty("values").Numbers();
        var epochs = sample.GetProperty("epochs").EnumerateArray().Select(epoch => epoch.GetInt32());
        var running = isOverFolds ? Folds(99, TrialState.Running, values) : Curve(99, TrialState.Running, values);
        running = isOverFolds
            ? running
            : running with { Reports = [.. running.Reports.Zip(epochs, (report, epoch) => report with { Epoch = epoch })] };
        return pruner.Stops(
            running, new(history), sample.GetProperty("maximize").GetBoolean() ? Direction.Maximize : Direction.Minimize, "study");
    }

    private static bool Is(JsonElement element, string property, string value) => element.GetProperty(property).GetString() == value;

    private static bool Prunes(Pruner pruner, History others, params double[] curve) =>
        pruner.Stops(Curve(99, TrialState.Running, curve), others, study: "study");

    private static Trial Curve(int number, TrialState state, params double[] values) => new()
    {
        Number = number,
        Parameters = ParameterSet.Empty,
        State = state,
        Reports = [.. values.Select((value, i) => new Report(0, i + 1, new Dictionary<string, double> { ["value"] = value }))],
    };

    private static Trial Folds(int number, TrialState state, params double[] values) => new()
    {
        Number = number,
        Parameters = ParameterSet.Empty,
        State = state,
        Reports = [.. values.Select((value, i) => new Report(i, 1, new Dictionary<string, double> { ["value"] = value }))],
    };
}
