using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks.Datasets;
using Trimtab.Pruners;
using Trimtab.Spaces;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>A pruner of a search compares the metric it names, and the reports keep what was trained and what was scored.</summary>
public class PrunedMetricTests
{
    private static readonly Dataset _digits = SyntheticDigits.Create(new() { Digits = [2, 7] }).Train.Select([.. Enumerable.Range(0, 120)]);

    private static readonly NetworkClassifier<Hyperparameters> _net = NetworkClassifier.Of((Hyperparameters hyperparameters) =>
    {
        var model = new Sequential([28, 28, 1])
        {
            new Flatten(),
            new Dense(hyperparameters.Neurons) { Activation = "relu" },
            new Dense(2) { Activation = "softmax" },
        };
        model.Compile("sgd", "categorical_crossentropy", "accuracy");
        return model;
    })
    with
    { Epochs = 3 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<bool, string> Searches =>
        new MatrixTheoryData<bool, string>([false, true], ["value", "score", "test_score", "loss", "accuracy"]);

    [Theory]
    [MemberData(nameof(Searches))]
    public void Reports_WhateverMetricIsCompared_HoldTheEpochsMetricsAndTheScores(bool isGrid, string metric)
    {
        var plain = (Search(isGrid, new NoPruner()) with { ScoreEveryEpoch = true }).Fit(_digits, Token);
        var pruned = Search(isGrid, new Probe { Metric = metric }).Fit(_digits, Token);

        Assert.Equal(Texts(plain), Texts(pruned));
        Assert.All(
            pruned.Trials.SelectMany(trial => trial.Reports),
            report => Assert.Equal(["accuracy", "loss", "test_score"], report.Metrics.Keys.Order(StringComparer.Ordinal)));

        static IEnumerable<string> Texts(SearchResult result) =>
            result.Trials.SelectMany(trial => trial.Reports.Select(report => $"{trial.Parameters} {report}"));
    }

    [Theory]
    [InlineData("loss", "loss", Direction.Minimize)]
    [InlineData("accuracy", "accuracy", Direction.Maximize)] // the training's: an epoch's metric comes before a scorer
    [InlineData("test_accuracy", "test_accuracy", Direction.Maximize)]
    [InlineData("neg_log_loss", "test_neg_log_loss", Direction.Maximize)]
    [InlineData("value", "test_neg_log_loss", Direction.Maximize)] // the scorer Refit names
    public void Pruner_ComparesTheMetricItNames_InItsDirection(string metric, string compared, Direction direction)
    {
        var seen = new HashSet<Objective>();
        var search = Search(isGrid: false, new Probe { Metric = metric, Seen = seen }) with
        {
            Scoring = ["accuracy", "neg_log_loss"],
            Refit = "neg_log_loss",
        };

        search.Fit(_digits, Token);

        Assert.Equal([new Objective(compared, direction)], seen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Compile_WithAMetricThatNothingReports_NamesThoseThereAre(bool isGrid)
    {
        var search = Search(isGrid, new MedianPruner { Metric = "lost" });

        Assert.Equal(
            "No metric is called 'lost'. Did you mean 'loss'? Known: value, loss, accuracy, score, test_score.",
            Assert.Throws<UnknownNameException>(() => search.Compile(_digits, Token)).Message);
    }

    /// <summary>A net that diverges has the highest loss; its value is the score of its last report, whatever was compared.</summary>
    [Fact]
    public void Value_OfATrialPrunedForItsLoss_IsItsScore()
    {
        var result = Search(isGrid: true, new Probe { Metric = "loss", StopsAt = 2 }).Fit(_digits, Token);

        var pruned = result.Trials.Where(trial => trial.State == TrialState.Pruned).ToList();
        Assert.Equal(2, pruned.Count);
        Assert.All(pruned, trial => Assert.Equal(trial.Reports[^1].Metrics["test_score"], trial.Values["score"]));
    }

    private static CandidateSearch Search(bool isGrid, Pruner pruner) => isGrid
        ? new GridSearchCV(_net, new() { ["neurons"] = [2, 5, 9] }) { Cv = 2, Workers = 2, Pruner = pruner }
        : new StudySearchCV(_net, new() { ["neurons"] = new IntDistribution(2, 20) }, 4) { Cv = 2, Workers = 2, Pruner = pruner };

    internal sealed record Hyperparameters
    {
        public int Neurons { get; init; } = 8;
    }

    /// <summary>Notes what it is to compare; stops all trials but the first after an epoch.</summary>
    private sealed record Probe : Pruner
    {
        public HashSet<Objective> Seen { get; init; } = [];

        public int StopsAt { get; init; } = int.MaxValue;

        public override PruneDecision Decide(PruningRequest request)
        {
            lock (Seen)
            {
                Seen.Add(request.Metric);
            }

            return request.Trial.Number > 0 && request.Curve.Last.Epoch >= StopsAt ? PruneDecision.Stop : PruneDecision.Continue;
        }
    }
}
