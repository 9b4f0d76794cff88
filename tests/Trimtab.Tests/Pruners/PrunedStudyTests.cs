using Trimtab.Pruners;
using Trimtab.Samplers;

namespace Trimtab.Tests.Pruners;

/// <summary>Pruners in studies: what they compare, which settings are refused, and what becomes of pruned and paused trials.</summary>
public class PrunedStudyTests
{
    public static TheoryData<string> Names => [.. Pruner.Catalog.Names];

    private static readonly int[] _rungs = [1, 3, 9];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APruner_OfSeveralObjectives_LooksAtTheOneItNames()
    {
        var study = new Study(new()
        {
            Objectives = [new("loss"), new("accuracy", Direction.Maximize)],
            Pruner = new ThresholdPruner { Metric = "accuracy", Lower = 0.5 },
        });

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
            () => new Study(new()
            {
                Objectives = [new("loss")],
                Pruner = new MedianPruner { Metric = "loss", Direction = Direction.Maximize },
            }));

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
        Assert.Contains(
            message,
            Assert.Throws<TrimtabException>(() => new Study(new() { Pruner = pruner })).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task HalvingThatPromotes_HandsPausedTrialsOn()
    {
        var study = new Study(new()
        {
            Seed = 2,
            Sampler = new RandomSampler(),
            Pruner = new SuccessiveHalvingPruner { MinResource = 1, MaxResource = 9, ReductionFactor = 3, Promotes = true },
        });
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
        var promoted = study.Trials.First(trial =>
            trial.Parameters.Equals(study.BestTrial.Parameters)
            && trial.Number > climbs.Min(c => c.First().Number)
            && trial.State == TrialState.Complete);
        Assert.Equal("promoted", promoted.Origins["x"]);
    }

    [Fact]
    public async Task PromotedTrial_ThatIsInterrupted_ResumesTheSamePausedTrial()
    {
        var study = new Study(new()
        {
            Sampler = new RandomSampler(),
            Pruner = new SuccessiveHalvingPruner { MinResource = 1, MaxResource = 9, Promotes = true },
        });
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

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => study.OptimizeAsync(Evaluate, 60, cancellationToken: interrupt.Token));
        await study.OptimizeAsync(Evaluate, 1, cancellationToken: Token);

        Assert.Equal(interrupted!.Value.Resumes, resumed[interrupted.Value.Number]);
        var trial = study.Trials[interrupted.Value.Number];
        Assert.Equal((interrupted.Value.Resumes, "promoted"), (trial.Resumes, trial.Origins["x"]));
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
}
