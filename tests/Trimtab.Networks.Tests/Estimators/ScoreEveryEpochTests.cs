using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks.Datasets;
using Trimtab.Spaces;

namespace Trimtab.Networks.Tests.Estimators;

public class ScoreEveryEpochTests
{
    private const int Longest = 5;

    private static readonly Dataset _digits = SyntheticDigits.Create(new() { Digits = [2, 7] }).Train.Select([.. Enumerable.Range(0, 160)]);

    private static readonly NetworkClassifier<Hyperparameters> _net = NetworkClassifier.Of((Hyperparameters hyperparameters) =>
    {
        var model = new Sequential([28, 28, 1])
        {
            new Flatten(),
            new Dense(hyperparameters.Neurons) { Activation = "relu" },
            new Dropout(0.3),
            new Dense(2) { Activation = "softmax" },
        };
        model.Compile("adam", "categorical_crossentropy", "accuracy");
        return model;
    });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Reports_AtEachEpoch_HoldTheScoresOfTrainingThatFarAlone()
    {
        var watched = Search([2, Longest]).Fit(_digits, Token);

        var longest = watched.Trials[1];
        foreach (int epoch in Enumerable.Range(1, Longest))
        {
            var alone = (Search([epoch]) with { ScoreEveryEpoch = false }).Fit(_digits, Token).CvResults[0];
            foreach (string scorer in (string[])["accuracy", "neg_log_loss"])
            {
                Assert.Equal(
                    alone.Test[scorer].Folds,
                    longest.Reports.Where(report => report.Epoch == epoch).OrderBy(report => report.Fold)
                        .Select(report => report.Metrics[$"test_{scorer}"]));
            }
        }

        Assert.Equal(2 * 2, watched.Trials[0].Reports.Count); // the shorter candidate's end with it
        Assert.All(watched.Trials[0].Reports, report => Assert.Contains("test_accuracy", report.Metrics.Keys));
    }

    [Fact]
    public void Scores_AreThoseOfASearchThatDoesNotLook()
    {
        var watched = Search([2, Longest]).Fit(_digits, Token);
        var other = (Search([2, Longest]) with { ScoreEveryEpoch = false }).Fit(_digits, Token);

        Assert.Equal(
            other.CvResults.Select(candidate => candidate.Test["accuracy"].Folds[0]),
            watched.CvResults.Select(candidate => candidate.Test["accuracy"].Folds[0]));
        Assert.Equal(other.Cost.EpochsTrained, watched.Cost.EpochsTrained);
        Assert.DoesNotContain("test_accuracy", other.Trials[1].Reports[0].Metrics.Keys); // scored at 2 and 5 only
        Assert.Contains("test_accuracy", other.Trials[1].Reports.Single(report => report is { Epoch: 2, Fold: 0 }).Metrics.Keys);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Ledger_OfAnEarlierSearch_GivesTheSameReports(bool earlierLooked)
    {
        var ledger = new Ledger();
        var fresh = Search([2, Longest]).Fit(_digits, Token);
        (Search([3]) with { ScoreEveryEpoch = earlierLooked, Ledger = ledger }).Fit(_digits, Token);
        var later = Search([2, Longest]) with { Ledger = ledger };

        var plan = later.Plan(_digits, Token);
        var result = later.Fit(_digits, Token);
        var again = later.Fit(_digits, Token);

        // from epoch 3 on; or all, for epochs 1 and 2 were never scored
        Assert.Equal(earlierLooked ? 2 * (Longest - 3) : 2 * Longest, plan.EpochsToTrain);
        Assert.Equal(plan.EpochsToTrain, result.Cost.EpochsTrained);
        Assert.Equal(0, again.Cost.EpochsTrained);
        Assert.Equal(Curves(fresh), Curves(result));
        Assert.Equal(Curves(fresh), Curves(again));
    }

    [Fact]
    public void AStudySearch_WithoutAPruner_HasTheSameCurves()
    {
        var grid = Search([Longest]).Fit(_digits, Token);
        var study = (new StudySearchCV(_net with { Epochs = Longest }, new() { ["neurons"] = new CategoricalDistribution([8]) }, 1)
        {
            Cv = 2,
            Seed = 3,
            Scoring = ["accuracy", "neg_log_loss"],
            Refit = "accuracy",
            ScoreEveryEpoch = true,
        }).Fit(_digits, Token);

        Assert.Equal(Curves(grid), Curves(study));
    }

    private static string[] Curves(SearchResult result) =>
    [
        .. from trial in result.Trials
           from report in trial.Reports
           orderby trial.Number, report.Fold, report.Epoch
           select $"{trial.Number} {report.Fold} {report.Epoch} "
               + $"{report.Metrics["test_accuracy"]:R} {report.Metrics["test_neg_log_loss"]:R} {report.Metrics["loss"]:R}",
    ];

    private static GridSearchCV Search(int[] epochs) => new(_net, new() { ["epochs"] = [.. epochs.Select(count => (ParameterValue)count)] })
    {
        Cv = 2,
        Seed = 3,
        Scoring = ["accuracy", "neg_log_loss"],
        Refit = "accuracy",
        ScoreEveryEpoch = true,
    };

    internal sealed record Hyperparameters
    {
        public int Neurons { get; init; } = 8;
    }
}
