using Trimtab.Numerics;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Pruners;

/// <summary>What the documentation of pruners claims, by simulation or by a small case.</summary>
public class PruningClaimsTests
{
    private static readonly int[] _rungs = [1, 3, 9];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Ten completed trials as good as the eleventh; accuracies are shares of few rows, so many differences are equal.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(50)]
    public void Racing_OfEqualTrialsScoredOnFewRows_PrunesNoMoreThanItsLevel(int rows)
    {
        const int Repeats = 200, Folds = 5;
        var random = RandomAddress.FromSeed((ulong)rows).Stream();
        var pruner = new RacingPruner { Level = 0.1 };
        int pruned = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            var history = new History(Enumerable.Range(0, 10).Select(number => TrialOf(number, Losses(ref random, rows, Folds))));
            double[] losses = Losses(ref random, rows, Folds);
            PruningRequest RequestAfter(int folds) =>
                new(TrialOf(10, losses[..folds]) with { State = TrialState.Running }, history, new("value"), "study");
            pruned += Enumerable.Range(1, Folds - 1).Any(folds => pruner.Decide(RequestAfter(folds)) == PruneDecision.Stop) ? 1 : 0;
        }

        Assert.InRange(pruned, 0, (int)(Repeats * (0.1 + (3 * Math.Sqrt(0.1 * 0.9 / Repeats)))));
    }

    /// <summary>Six points only, so later trials have the parameters of earlier ones without resuming them.</summary>
    [Fact]
    public async Task HalvingThatPromotes_OfEqualParameters_LetsOnlyResumedTrialsPassTheFirstRung()
    {
        var study = new Study(new()
        {
            Sampler = new RandomSampler(),
            AllowDuplicates = true,
            Pruner = new SuccessiveHalvingPruner { Promotes = true, MinResource = 1, ReductionFactor = 3, MaxResource = 9 },
        });

        await study.OptimizeAsync(
            trial =>
            {
                int x = trial.SuggestInt("x", 0, 5);
                for (int epoch = 1; epoch <= 9; epoch++)
                {
                    trial.Report(x, epoch);
                    trial.ThrowIfPruned();
                }

                return x;
            },
            60,
            cancellationToken: Token);

        Assert.All(study.Trials.Where(trial => trial.Resumes is null), trial => Assert.Equal(1, trial.Reports[^1].Epoch));
        Assert.All(
            study.Trials.Where(trial => trial.Resumes is not null),
            trial => Assert.Equal(3 * study.Trials[trial.Resumes!.Value].Reports[^1].Epoch, trial.Reports[^1].Epoch));
        int[] reached = [.. _rungs.Select(epoch => study.Trials.Count(trial => trial.Reports[^1].Epoch == epoch))];
        Assert.InRange(reached[1], 1, (reached[0] / 3) + 2);
        Assert.InRange(reached[2], 1, (reached[1] / 3) + 2);
    }

    [Fact]
    public void FoldsDone_InTheFirstFold_IsEmpty()
    {
        var trial = new Trial
        {
            Number = 0,
            Parameters = ParameterSet.Empty,
            State = TrialState.Running,
            Reports = [new(0, 1, new Dictionary<string, double> { ["value"] = 0.5 })],
        };

        var first = new PruningRequest(trial, new([]), new("value"), "study");
        var second = new PruningRequest(
            trial with { Reports = [.. trial.Reports, new(1, 1, new Dictionary<string, double> { ["value"] = 0.4 })] },
            new([]),
            new("value"),
            "study");

        Assert.Equal((0, false), (first.FoldsDone.Count, first.EndsFold));
        Assert.Equal((2, true), (second.FoldsDone.Count, second.EndsFold));
    }

    [Fact]
    public async Task Pruning_OfSeveralObjectives_IsRefusedWhereThePrunerNamesNone()
    {
        Objective[] objectives = [new("a"), new("b", Direction.Maximize)];

        Assert.Contains(
            "Got 'value'; the objectives are a, b.",
            Assert.Throws<TrimtabException>(() => new Study(new() { Objectives = objectives, Pruner = new MedianPruner() })).Message,
            StringComparison.Ordinal);
        var study = new Study(new() { Objectives = objectives });
        await study.OptimizeAsync(
            trial =>
            {
                trial.Report(trial.SuggestFloat("x", 0, 1), 1);
                trial.ThrowIfPruned();
                return [1, 2];
            },
            3,
            cancellationToken: Token);
        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void EpochLimit_BelowOne_NamesThePruner(int limit)
    {
        var trial = new Study(new() { Pruner = new LimitPruner(limit) }).Ask();

        Assert.Contains(
            $"EpochLimit must be 1 or more. LimitPruner {{",
            Assert.Throws<TrimtabException>(() => trial.EpochLimit).Message,
            StringComparison.Ordinal);
    }

    private static double[] Losses(ref RandomStream random, int rows, int folds)
    {
        double[] losses = new double[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            int wrong = 0;
            for (int row = 0; row < rows; row++)
            {
                wrong += random.NextDouble() < 0.2 ? 1 : 0;
            }

            losses[fold] = (double)wrong / rows;
        }

        return losses;
    }

    private static Trial TrialOf(int number, double[] losses) => new()
    {
        Number = number,
        Parameters = ParameterSet.Of(("n", number)),
        State = TrialState.Complete,
        Values = new Dictionary<string, double> { ["value"] = losses.Average() },
        Reports = [.. losses.Select((loss, fold) => new Report(fold, 1, new Dictionary<string, double> { ["value"] = loss }))],
    };

    private sealed record LimitPruner(int Limit) : Pruner
    {
        public override PruneDecision Decide(PruningRequest request) => PruneDecision.Continue;

        public override int? EpochLimit(PruningRequest request) => Limit;
    }
}
