using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks.Datasets;
using Trimtab.Plots;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Networks.Tests.Estimators;

public class StudySearchTests
{
    private static readonly Dataset _digits = SyntheticDigits.Create(new() { Digits = [2, 7] }).Train.Select([.. Enumerable.Range(0, 240)]);

    private static readonly NetworkClassifier<Hyperparameters> _net = NetworkClassifier.Of((Hyperparameters hyperparameters) =>
    {
        var model = new Sequential([28, 28, 1])
        {
            new Flatten(),
            new Dense(hyperparameters.Neurons) { Activation = "relu" },
            new Dense(2) { Activation = "softmax" },
        };
        model.Compile(new Sgd { LearningRate = hyperparameters.Rate }, "categorical_crossentropy", "accuracy");
        return model;
    });

    private static readonly SearchSpace _space = new()
    {
        ["neurons"] = new IntDistribution(2, 24),
        ["rate"] = new FloatDistribution(1e-4, 1, Log: true),
    };

    private static readonly int[] _rungs = [1, 2, 4, 6];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void AStudy_OnAnyNumberOfWorkers_FindsTheSame()
    {
        var one = Search(workers: 1).Fit(_digits, Token);
        var three = Search(workers: 3).Fit(_digits, Token);

        Assert.Equal(one.Trials.Select(trial => trial.Parameters), three.Trials.Select(trial => trial.Parameters));
        Assert.Equal(
            one.CvResults.Select(candidate => candidate.Test["score"].Mean),
            three.CvResults.Select(candidate => candidate.Test["score"].Mean));
        Assert.Equal(12, one.CvResults.Count);
        Assert.Equal(one.BestScore, one.CvResults.Max(candidate => candidate.Test["score"].Mean));
        Assert.True(one.BestEstimator!.Score(_digits) > 0.9);
    }

    [Fact]
    public void Scores_OfAStudy_AreThoseOfAGrid()
    {
        var study = Search(workers: 2).Fit(_digits, Token);
        var best = study.CvResults[study.BestIndex].Parameters;

        var grid = new GridSearchCV(Net(6), new() { ["neurons"] = [best["neurons"]], ["rate"] = [best["rate"]] }) { Cv = 2, Seed = 5 }.Fit(
            _digits, Token);

        Assert.Equal(grid.CvResults[0].Test["score"].Folds, study.CvResults[study.BestIndex].Test["score"].Folds);
    }

    [Fact]
    public void APruner_SavesEpochs_TheSameWithALedgerAsWithout()
    {
        var pruned = (Search(2) with { Pruner = new SuccessiveHalvingPruner { MinResource = 1, ReductionFactor = 2 } }).Fit(_digits, Token);
        var ledger = new Ledger();
        var first = (Search(2) with { Pruner = new SuccessiveHalvingPruner { MinResource = 1, ReductionFactor = 2 }, Ledger = ledger }).Fit(
            _digits, Token);
        var again = (Search(2) with { Pruner = new SuccessiveHalvingPruner { MinResource = 1, ReductionFactor = 2 }, Ledger = ledger }).Fit(
            _digits, Token);

        Assert.Contains(pruned.Trials, trial => trial.State == TrialState.Pruned);
        Assert.True(pruned.Cost.EpochsTrained < pruned.Cost.Epochs);
        Assert.Equal(States(pruned), States(first));
        Assert.Equal(States(pruned), States(again));
        Assert.Equal(0, again.Cost.EpochsTrained);

        static IEnumerable<string> States(SearchResult result) =>
            result.Trials.Select(trial => $"{trial.Parameters} {trial.State} {trial.Reports.Count}");
    }

    [Fact]
    public void Halving_ContinuesTrainings_AndScoresAsIfTrainedAlone()
    {
        var grid = new ParameterGrid { ["neurons"] = [2, 4, 8], ["rate"] = [0.001, 0.01, 0.1] };
        var halving = new HalvingSearchCV(Net(9), grid) { Cv = 2 };

        Assert.Equal([(9, 1), (3, 3), (1, 9)], halving.Rungs);
        var result = halving.Fit(_digits, Token);

        var best = new ParameterGrid { ["neurons"] = [result.BestParameters["neurons"]], ["rate"] = [result.BestParameters["rate"]] };
        var alone = new GridSearchCV(Net(9), best) { Cv = 2 }.Fit(_digits, Token);
        Assert.Equal(alone.CvResults[0].Test["score"].Folds, result.CvResults[0].Test["score"].Folds);
        Assert.Equal(2 * ((9 * 1) + (3 * 2) + (1 * 6)), result.Cost.EpochsTrained);
    }

    [Fact]
    public void HalvingOfASpace_DrawsItsCandidatesWithTheSeed()
    {
        var space = new SearchSpace { ["neurons"] = new IntDistribution(4, 64), ["rate"] = new FloatDistribution(1e-4, 1e-1, Log: true) };
        var halving = new HalvingSearchCV(Net(9), space, 5) { Seed = 4 };

        Assert.Equal(new RandomizedSearchCV(Net(9), space, 5) { Seed = 4 }.Candidates, halving.Candidates);
        Assert.NotEqual((halving with { Seed = 5 }).Candidates, halving.Candidates);
        var ofEpochs = new HalvingSearchCV(Net(9), new() { ["epochs"] = new IntDistribution(1, 9) }, 5);
        Assert.Throws<TrimtabException>(() => ofEpochs.Plan(_digits, Token));
    }

    /// <summary>η = 2, rungs at 1, 2, 4 epochs and the end at 6.</summary>
    [Fact]
    public void HalvingThatPromotes_PausesAndGoesOn_AndTrainsNoEpochTwice()
    {
        var pruner = new SuccessiveHalvingPruner { MinResource = 1, ReductionFactor = 2, Promotes = true };
        var one = (Search(1, 30) with { Pruner = pruner }).Fit(_digits, Token);
        var three = (Search(3, 30) with { Pruner = pruner }).Fit(_digits, Token);

        Assert.Equal(
            one.Trials.Select(trial => $"{trial.Parameters} {trial.State}"),
            three.Trials.Select(trial => $"{trial.Parameters} {trial.State}"));
        var climbs = one.Trials.GroupBy(trial => trial.Parameters)
            .Select(trials => trials.Select(trial => trial.Reports.Max(report => report.Epoch)).ToArray()).ToList();
        Assert.All(climbs, epochs => Assert.Equal(_rungs.Take(epochs.Length), epochs));
        Assert.Contains(climbs, epochs => epochs.Length == 4);
        Assert.Contains(climbs, epochs => epochs.Length == 1);
        Assert.Equal(2 * climbs.Sum(epochs => epochs[^1]), one.Cost.EpochsTrained); // two folds, each to where it stands now
        Assert.All(
            one.Trials.Where(trial => trial.State == TrialState.Pruned),
            trial => Assert.Equal(
                trial.Reports.Where(r => r.Epoch == trial.Reports.Max(other => other.Epoch)).Average(r => r.Metrics["value"]),
                trial.Values["score"],
                1e-12));
        var grid = new ParameterGrid { ["neurons"] = [one.BestParameters["neurons"]], ["rate"] = [one.BestParameters["rate"]] };
        var alone = new GridSearchCV(Net(6), grid) { Cv = 2, Seed = 5 }.Fit(_digits, Token);
        Assert.Equal(alone.CvResults[0].Test["score"].Folds, one.CvResults[one.BestIndex].Test["score"].Folds);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AGrid_TakesAPruner(bool promotes)
    {
        var grid = new ParameterGrid { ["neurons"] = [2, 4, 8], ["rate"] = [0.0001, 0.01, 0.1] };
        var pruner = new SuccessiveHalvingPruner { MinResource = 1, ReductionFactor = 3, Promotes = promotes };

        var whole = new GridSearchCV(Net(9), grid) { Cv = 2 }.Fit(_digits, Token);
        var pruned = new GridSearchCV(Net(9), grid) { Cv = 2, Pruner = pruner }.Fit(_digits, Token);
        var drawn = new RandomizedSearchCV(Net(9), grid, 9) { Cv = 2, Pruner = pruner }.Fit(_digits, Token);

        Assert.True(
            pruned.Cost.EpochsTrained < 0.7 * whole.Cost.EpochsTrained,
            $"{pruned.Cost.EpochsTrained} of {whole.Cost.EpochsTrained} epochs");
        Assert.Equal(9, pruned.Trials.Select(trial => trial.Parameters).Distinct().Count());
        Assert.InRange(pruned.CvResults.Count, 1, 8);
        var same = whole.CvResults.Single(candidate => candidate.Parameters.Equals(pruned.BestParameters));
        Assert.Equal(same.Test["score"].Folds, pruned.CvResults[pruned.BestIndex].Test["score"].Folds);
        Assert.True(drawn.BestScore > 0.9);
    }

    [Fact]
    public void TheScorer_RefitNames_IsSearchedFor()
    {
        var result = (Search(2) with { Scoring = ["accuracy", "neg_log_loss"], Refit = "neg_log_loss", Pruner = new MedianPruner() }).Fit(
            _digits, Token);

        Assert.Equal("neg_log_loss", result.BestScorer);
        Assert.Equal(result.CvResults.Max(candidate => candidate.Test["neg_log_loss"].Mean), result.BestScore);
        Assert.All(result.Trials.Completed, trial => Assert.True(trial.Values["neg_log_loss"] < 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ACancelledSearch_HandsOverWhatItFound(bool isGrid)
    {
        using var cancel = new CancellationTokenSource();
        int scored = 0;
        var scorer = Scorer.From("cancelling", context =>
        {
            if (++scored == 30)
            {
                cancel.Cancel();
            }

            return context.Fitted.Score(context.Data);
        });
        CandidateSearch search = isGrid
            ? new GridSearchCV(Net(6), new() { ["neurons"] = [2, 4, 8, 16], ["rate"] = [0.001, 0.01, 0.1] }) { Pruner = new MedianPruner() }
            : Search(1, 200) with { Concurrency = 1 };

        var cancelled = Assert.Throws<SearchCancelledException>(() => (search with { Cv = 2, Workers = 1, Scoring = [scorer] }).Fit(
            _digits, cancel.Token));

        Assert.InRange(cancelled.Partial.CvResults.Count, 1, 199);
        Assert.False(cancelled.Partial.IsComplete);
        Assert.Equal(cancelled.Partial.CvResults.Max(candidate => candidate.Test["score"].Mean), cancelled.Partial.BestScore);
    }

    /// <summary>A candidate whose scorer throws: raised where that is asked for, a score where one is given, else a failed trial.</summary>
    [Fact]
    public void AFailure_IsRaisedScoredOrLeftOut_AsTheErrorScoreSays()
    {
        var throwing = Scorer.From(
            "picky", context => context.Fitted.Score(context.Data) < 0.8 ? throw new InvalidOperationException("too bad to score") : 0.9);
        var search = new GridSearchCV(Net(3), new() { ["neurons"] = [8], ["rate"] = [1e-9, 0.1] })
        {
            Cv = 2,
            Workers = 1,
            Scoring = [throwing],
            Pruner = new ThresholdPruner(),
        };

        Assert.Equal(
            "too bad to score",
            Assert.Throws<SearchFailedException>(
                () => (search with { ErrorScore = ErrorScore.Raise }).Fit(_digits, Token)).InnerException!.Message);
        Assert.Equal(
            [0.5, 0.9],
            (search with { ErrorScore = 0.5 }).Fit(_digits, Token)
                .CvResults.Select(candidate => Math.Round(candidate.Test["score"].Mean, 3)));
        var left = search.Fit(_digits, Token);
        Assert.Equal(0.9, Assert.Single(left.CvResults).Test["score"].Mean, 1e-12);
        Assert.Equal("too bad to score", left.Trials.Single(trial => trial.State == TrialState.Failed).Error);
    }

    [Fact]
    public void Intervals_OfASearch_ShowItsCandidatesBestFirst()
    {
        var result = Search(2).Fit(_digits, Token);

        var plot = CvIntervals.Of(result, most: 5);

        Assert.Equal(result.CvResults.Select(candidate => candidate.Test["score"].Mean).OrderDescending().Take(5), plot.Values);
        Assert.Equal(result.BestParameters.ToDisplayString(), plot.Categories[plot.Highlight!.Value]);
    }

    [Fact]
    public void FirstCandidates_AreTriedBeforeTheSampler()
    {
        var known = ParameterSet.Of(("neurons", 8), ("rate", 0.1));

        var result = (Search(2) with { First = [known] }).Fit(_digits, Token);

        Assert.Equal(known, result.Trials[0].Parameters);
    }

    [Fact]
    public void AParameter_TheEstimatorLacks_IsSaidBeforeAnythingIsTrained() =>
        Assert.Throws<UnknownNameException>(() => new StudySearchCV(_net, new() { ["layers"] = new IntDistribution(1, 3) }, 5).Fit(
            _digits, Token));

    private static StudySearchCV Search(int workers, int trials = 12) =>
        new(Net(6), _space, trials)
        {
            Cv = 2,
            Workers = workers,
            Concurrency = 3,
            Seed = 5,
            Sampler = new TpeSampler { StartupTrials = 5 },
        };

    private static IEstimator Net(int epochs) => _net.With(ParameterSet.Of(("epochs", epochs)));

    internal sealed record Hyperparameters
    {
        public int Neurons { get; init; } = 8;

        public double Rate { get; init; } = 0.01;
    }
}
