using Trimtab.ModelSelection;
using Trimtab.Networks.Datasets;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Training;

namespace Trimtab.Networks.Tests.Estimators;

public class StudySearchTests
{
    private static readonly Dataset _digits = SyntheticDigits.Create(new() { Digits = [2, 7] }).Train.Select([.. Enumerable.Range(0, 240)]);

    private static readonly NetworkClassifier<Knobs> _net = NetworkClassifier.Of((Knobs knobs) =>
    {
        var model = new Sequential([28, 28, 1]) { new Flatten(), new Dense(knobs.Neurons) { Activation = "relu" }, new Dense(2) { Activation = "softmax" } };
        model.Compile(new Sgd { LearningRate = knobs.Rate }, "categorical_crossentropy", "accuracy");
        return model;
    });

    private static readonly SearchSpace _space = new() { ["neurons"] = new IntDistribution(2, 24), ["rate"] = new FloatDistribution(1e-4, 1, Log: true) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void AStudy_OnAnyNumberOfWorkers_FindsTheSame()
    {
        var one = Search(workers: 1).Fit(_digits, Token);
        var three = Search(workers: 3).Fit(_digits, Token);

        Assert.Equal(one.Study.History.Select(trial => trial.Parameters), three.Study.History.Select(trial => trial.Parameters));
        Assert.Equal(one.CvResults.Select(candidate => candidate.Test["score"].Mean), three.CvResults.Select(candidate => candidate.Test["score"].Mean));
        Assert.Equal(12, one.CvResults.Count);
        Assert.Equal(one.BestScore, one.CvResults.Max(candidate => candidate.Test["score"].Mean));
        Assert.True(one.BestEstimator!.Score(_digits) > 0.9);
    }

    [Fact]
    public void Scores_OfAStudy_AreThoseOfAGrid()
    {
        var study = Search(workers: 2).Fit(_digits, Token);
        var best = study.CvResults[study.BestIndex].Parameters;

        var grid = new GridSearchCV(Net(6), new() { ["neurons"] = [best["neurons"]], ["rate"] = [best["rate"]] }) { Cv = 2, Seed = 5 }.Fit(_digits, Token);

        Assert.Equal(grid.CvResults[0].Test["score"].Folds, study.CvResults[study.BestIndex].Test["score"].Folds);
    }

    [Fact]
    public void APruner_SavesEpochs_TheSameWithALedgerAsWithout()
    {
        var pruned = (Search(2) with { Pruner = new SuccessiveHalvingPruner { MinResource = 1, ReductionFactor = 2 } }).Fit(_digits, Token);
        var ledger = new Ledger();
        var first = (Search(2) with { Pruner = new SuccessiveHalvingPruner { MinResource = 1, ReductionFactor = 2 }, Ledger = ledger }).Fit(_digits, Token);
        var again = (Search(2) with { Pruner = new SuccessiveHalvingPruner { MinResource = 1, ReductionFactor = 2 }, Ledger = ledger }).Fit(_digits, Token);

        Assert.Contains(pruned.Study.History, trial => trial.State == TrialState.Pruned);
        Assert.True(pruned.Cost.EpochsTrained < pruned.Cost.Epochs);
        Assert.Equal(States(pruned), States(first));
        Assert.Equal(States(pruned), States(again));
        Assert.Equal(0, again.Cost.EpochsTrained);

        static IEnumerable<string> States(SearchResult result) => result.Study.History.Select(trial => $"{trial.Parameters} {trial.State} {trial.Reports.Count}");
    }

    [Fact]
    public void Halving_ContinuesTrainings_AndScoresAsIfTrainedAlone()
    {
        var grid = new ParameterGrid { ["neurons"] = [2, 4, 8], ["rate"] = [0.001, 0.01, 0.1] };
        var halving = new HalvingSearchCV(Net(9), grid) { Cv = 2 };

        Assert.Equal([(9, 1), (3, 3), (1, 9)], halving.Rungs);
        var result = halving.Fit(_digits, Token);

        var alone = new GridSearchCV(Net(9), new() { ["neurons"] = [result.BestParameters["neurons"]], ["rate"] = [result.BestParameters["rate"]] }) { Cv = 2 }.Fit(_digits, Token);
        Assert.Equal(alone.CvResults[0].Test["score"].Folds, result.CvResults[0].Test["score"].Folds);
        Assert.Equal(2 * ((9 * 1) + (3 * 2) + (1 * 6)), result.Cost.EpochsTrained);
    }

    [Fact]
    public void FirstCandidates_AreTriedBeforeTheSampler()
    {
        var known = ParameterSet.Of(("neurons", 8), ("rate", 0.1));

        var result = (Search(2) with { First = [known] }).Fit(_digits, Token);

        Assert.Equal(known, result.Study[0].Parameters);
    }

    [Fact]
    public void AKnob_TheEstimatorLacks_IsSaidBeforeAnythingIsTrained() =>
        Assert.Throws<UnknownNameException>(() => new StudySearchCV(_net, new() { ["layers"] = new IntDistribution(1, 3) }, 5).Fit(_digits, Token));

    private static StudySearchCV Search(int workers) => new(Net(6), _space, 12) { Cv = 2, Workers = workers, Concurrency = 3, Seed = 5, Sampler = new TpeSampler { StartupTrials = 5 } };

    private static IEstimator Net(int epochs) => _net.With(ParameterSet.Of(("epochs", epochs)));

    internal sealed record Knobs
    {
        public int Neurons { get; init; } = 8;

        public double Rate { get; init; } = 0.01;
    }
}
