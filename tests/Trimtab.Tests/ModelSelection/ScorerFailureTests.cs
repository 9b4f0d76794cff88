using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>
/// Scorers that throw or return NaN. Expected values are scikit-learn 1.2's rules: GridSearchCV with the same scorers and error_score.
/// </summary>
public class ScorerFailureTests
{
    private static readonly ParameterGrid _grid = new() { ["alpha"] = [0.25, 0.5, 0.75] };

    private static readonly Scorer _alpha = Scorer.From("alpha", Alpha);
    private static readonly Scorer _raising = Scorer.From("raising", _ => throw new InvalidOperationException("no score"));
    private static readonly Scorer _nan = Scorer.From("nan", _ => double.NaN);

    /// <summary>Throws on eight rows, which three folds of twelve rows train on, and not on the four they test.</summary>
    private static readonly Scorer _onTraining = Scorer.From(
        "few", context => context.Data.Count > 4 ? throw new ArgumentException("too many rows") : Alpha(context));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Fit_WithOneScorerThatThrows_KeepsTheOthersScores()
    {
        var result = Search([_raising, _alpha], "alpha").Fit(GridSearchOracleTests.Data, Token);

        Assert.Equal([0.25, 0.5, 0.75], result.CvResults.Select(candidate => candidate.Test["alpha"].Mean));
        Assert.All(result.CvResults, candidate => Assert.True(double.IsNaN(candidate.Test["raising"].Mean)));
        Assert.Equal((2, 0.75, 0), (result.BestIndex, result.BestScore, result.Cost.Failed));
        Assert.All(result.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
    }

    [Fact]
    public void Fit_WithScorerThatThrowsOnTrainingRows_KeepsTheTestScore()
    {
        var result = (Search([_onTraining], true) with { ReturnTrainScore = true, ErrorScore = -7 }).Fit(GridSearchOracleTests.Data, Token);

        Assert.Equal([0.25, 0.5, 0.75], result.CvResults.Select(candidate => candidate.Test["score"].Mean));
        Assert.All(result.CvResults, candidate => Assert.Equal([-7, -7, -7], candidate.Train["score"].Folds));
        Assert.Equal((1, "score", true, "System.ArgumentException", "too many rows"), Told(result.CvResults[0].Failures[1]));
        Assert.All(result.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
    }

    [Fact]
    public void Fit_WhereOnlyScorersThrow_HasErrorScoresAndFirstOfEquals()
    {
        var result = (Search([_raising], true) with { ErrorScore = 0.5 }).Fit(GridSearchOracleTests.Data, Token);

        Assert.Equal([1, 1, 1], result.CvResults.Select(candidate => candidate.Rank["score"]));
        Assert.Equal((0, 0.5, 0), (result.BestIndex, result.BestScore, result.Cost.Failed));
        Assert.NotNull(result.BestEstimator);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_WithoutAnyFiniteMean_RanksAllFirstAndHasNaNForBestScore(bool isThrown)
    {
        var result = Search([isThrown ? _raising : _nan], true).Fit(GridSearchOracleTests.Data, Token);

        Assert.Equal([1, 1, 1], result.CvResults.Select(candidate => candidate.Rank["score"]));
        Assert.Equal(0, result.BestIndex);
        Assert.True(double.IsNaN(result.BestScore));
        Assert.NotNull(result.BestEstimator);
        Assert.Null(result.Statistics);
    }

    [Fact]
    public void Failures_OfAFailedFit_NameFoldTypeAndMessageOnce()
    {
        var result = (Search([_alpha, _nan], "alpha", 0.5, -1.0) with { ReturnTrainScore = true }).Fit(GridSearchOracleTests.Data, Token);

        Assert.Empty(result.CvResults[0].Failures);
        Assert.Equal(

            [
                (0, null, false, "System.ArgumentException", "toy: alpha < 0"),
                (1, null, false, "System.ArgumentException", "toy: alpha < 0"),
                (2, null, false, "System.ArgumentException", "toy: alpha < 0"),
            ],
            result.CvResults[1].Failures.Select(Told));
        Assert.Equal((6, 3), (result.Cost.Fits, result.Cost.Failed));
    }

    [Fact]
    public void Failure_OfACandidateWhoseFitThrows_IsToldAlikeByGridAndStudy()
    {
        var grid = Search([_alpha], true, 0.5, -1.0).Fit(GridSearchOracleTests.Data, Token);
        var study = new StudySearchCV(new ToyEstimator(), new() { ["alpha"] = new CategoricalDistribution([0.5, -1.0]) }, 2)
        {
            Cv = new KFold(3),
            Scoring = [_alpha],
            First = [ParameterSet.Of(("alpha", 0.5)), ParameterSet.Of(("alpha", -1.0))],
        }.Fit(GridSearchOracleTests.Data, Token);

        Assert.All([grid.Trials[1].Failure!, study.Trials[1].Failure!], failure =>
        {
            Assert.Equal(("System.ArgumentException", "toy: alpha < 0"), (failure.Type, failure.Message));
            Assert.Contains(nameof(ToyEstimator), failure.StackTrace, StringComparison.Ordinal);
        });
        Assert.Equal(grid.Trials[1].Failure, grid.CvResults[1].Failures[0].Cause);
        Assert.Contains(
            "1 of 2 candidates failed: ArgumentException: toy: alpha < 0 (alpha=-1.0, folds 0, 1, 2).",
            grid.Summary,
            StringComparison.Ordinal);
        Assert.Contains(
            // the other folds were not tried
            "1 of 2 candidates failed: ArgumentException: toy: alpha < 0 (alpha=-1.0, fold 0).", study.Summary, StringComparison.Ordinal);
        Assert.Equal((6, 3), (grid.Cost.Fits, grid.Cost.Failed));
        Assert.Equal((4, 1), (study.Cost.Fits, study.Cost.Failed));
    }

    [Fact]
    public void Summary_OfASearchWithFailures_SaysHowManyWhichAndWhy()
    {
        var result = Search([_alpha, _raising], "alpha", 0.5, -1.0, 0.75).Fit(GridSearchOracleTests.Data, Token);

        Assert.Contains(
            "1 of 3 candidates failed: ArgumentException: toy: alpha < 0 (alpha=-1.0, folds 0, 1, 2).",
            result.Summary,
            StringComparison.Ordinal);
        Assert.Contains(
            "2 of 3 candidates were not scored by every scorer: raising: InvalidOperationException: no score (alpha=0.5, folds 0, 1, 2; "
            + "alpha=0.75, folds 0, 1, 2).",
            result.Summary,
            StringComparison.Ordinal);
        Assert.StartsWith("Best: alpha=0.75", result.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_OfASearchWithoutAnyScore_NamesFoldsAndReasons()
    {
        var rows = new Dataset(new float[6], [1], [0, 0, 0, 0, 1, 1]); // every fold's test rows are of one class
        var auc = Scorer.From("auc", context => Trimtab.ModelSelection.Scores.RocAuc(context.Truth, context.Prediction.Values));

        var result = new GridSearchCV(new ToyEstimator(), _grid) { Cv = new KFold(3), Scoring = [auc] }.Fit(rows, Token);

        Assert.StartsWith(
            "No candidate has a mean of score: all share rank 1, and the first, alpha=0.25, stands for the best.",
            result.Summary,
            StringComparison.Ordinal);
        Assert.Contains("ROC AUC needs both classes in the rows scored", result.Summary, StringComparison.Ordinal);
        Assert.Contains("(alpha=0.25, folds 0, 1; ", result.Summary, StringComparison.Ordinal);
        Assert.Contains("(alpha=0.25, fold 2; ", result.Summary, StringComparison.Ordinal);
        Assert.Contains(
            "3 of 3 candidates have a score that is not finite: score is NaN (alpha=0.25, folds 0, 1, 2; ",
            Search([_nan], true).Fit(rows, Token).Summary,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_OfAStudyWithFailedTrials_NamesThem()
    {
        var picky = Scorer.From(
            "picky", context => Alpha(context) > 0.6 ? throw new InvalidOperationException("too much") : Alpha(context));
        var space = new SearchSpace { ["alpha"] = new CategoricalDistribution([0.25, 0.75]) };

        var result = new StudySearchCV(new ToyEstimator(), space, 2)
        {
            Cv = new KFold(3),
            Scoring = [picky],
            First = [ParameterSet.Of(("alpha", 0.25)), ParameterSet.Of(("alpha", 0.75))],
        }.Fit(GridSearchOracleTests.Data, Token);

        Assert.Contains(
            "1 of 2 candidates failed: score: InvalidOperationException: too much (alpha=0.75, fold 0).",
            result.Summary,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ToMarkdown_OfASearchThatRefitsByAnotherScorer_IsSortedByThatOne()
    {
        var falling = Scorer.From("falling", context => -Alpha(context));
        var results = Search([falling, _alpha], "alpha").Fit(GridSearchOracleTests.Data, Token).CvResults;

        string[] lines = results.ToMarkdown().Split('\n');

        Assert.Equal("alpha", results.DecidingScorer);
        Assert.EndsWith("| rank_test_alpha |", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("| 0.75 |", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("| 1 |", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("| 0.25 |", results.ToMarkdown("falling").Split('\n')[2], StringComparison.Ordinal);
        Assert.Throws<UnknownNameException>(() => results.ToMarkdown("rising"));
    }

    [Fact]
    public void Progress_OfASearchThatRefitsByAnotherScorer_HasTheBestByThatOne()
    {
        var told = new List<SearchProgress>();
        var falling = Scorer.From("falling", context => -Alpha(context));

        (Search([falling, _alpha], "alpha") with { Progress = new Listener(told.Add) }).Fit(GridSearchOracleTests.Data, Token);

        Assert.Equal(0.75, told[^1].BestScore);
    }

    [Theory]
    [InlineData("alpha")]
    [InlineData("score")]
    public void Fit_WithTheOnlyScorerNamedByRefit_IsAsRefitTrue(string refit)
    {
        var study = new StudySearchCV(new ToyEstimator(), SearchSpace.Empty, 3)
        {
            Cv = new KFold(3),
            Scoring = [_alpha],
            Refit = refit,
            First = [.. _grid],
        };

        Assert.Equal(2, Search([_alpha], refit).Fit(GridSearchOracleTests.Data, Token).BestIndex);
        Assert.Equal(2, study.Fit(GridSearchOracleTests.Data, Token).BestIndex);
    }

    [Fact]
    public void CrossValidate_WithOneScorerThatThrows_KeepsTheOthersScores()
    {
        var result = new CrossValidate(new ToyEstimator()) { Cv = new KFold(3), Scoring = [_alpha, _raising] }.Fit(
            GridSearchOracleTests.Data, Token);

        Assert.Equal([0.5, 0.5, 0.5], result.Test["alpha"].Folds);
        Assert.Equal(["raising", "raising", "raising"], result.Failures.Select(failure => failure.Scorer));
    }

    [Fact]
    public void StudySearch_WithAScorerThatThrowsBesideTheOneSearchedFor_CompletesItsTrials()
    {
        var search = new StudySearchCV(new ToyEstimator(), new() { ["alpha"] = new FloatDistribution(0, 1) }, 4)
        {
            Cv = new KFold(3),
            Scoring = [_raising, _alpha],
            Refit = "alpha",
        };

        var result = search.Fit(GridSearchOracleTests.Data, Token);

        Assert.All(result.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
        // a mean of three equal numbers
        Assert.Equal(result.CvResults.Max(candidate => candidate.Parameters["alpha"].As<double>()), result.BestScore, 1e-15);
    }

    [Theory]
    [InlineData("study")]
    [InlineData("pruned grid")]
    [InlineData("pruned random")]
    public void StudySearch_WithoutAnyFiniteMean_SaysSo(string kind)
    {
        var pruner = new Trimtab.Pruners.MedianPruner();
        var estimator = new ToyEstimator();
        CandidateSearch search = kind switch
        {
            "study" => new StudySearchCV(estimator, new() { ["alpha"] = new FloatDistribution(0, 1) }, 4)
            {
                Cv = new KFold(3),
                Scoring = [_nan],
            },
            "pruned grid" => Search([_nan], true) with { Pruner = pruner },
            _ => new RandomizedSearchCV(estimator, new ParameterGrid { ["alpha"] = [0.25, 0.5] }, 2)
            {
                Cv = new KFold(3),
                Scoring = [_nan],
                Pruner = pruner,
            },
        };

        var error = Assert.Throws<SearchFailedException>(() => search.Fit(GridSearchOracleTests.Data, Token));

        Assert.Matches("^All [234] trials failed", error.Message);
        Assert.Contains("NaN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StudySearch_WhereEveryTrialFails_SaysWhy()
    {
        var failing = new ToyEstimator { FailAbove = -1 };
        var search = new StudySearchCV(failing, new() { ["alpha"] = new FloatDistribution(0, 1) }, 4) { Cv = new KFold(3) };

        var error = Assert.Throws<SearchFailedException>(() => search.Fit(GridSearchOracleTests.Data, Token));

        Assert.Contains("failed", error.Message, StringComparison.Ordinal);
        Assert.Contains("toy: mu above limit", error.Message, StringComparison.Ordinal);
    }

    private sealed class Listener(Action<SearchProgress> hear) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value) => hear(value);
    }

    private static double Alpha(ScoringContext context) => ((FittedToy)context.Fitted).Settings.Alpha;

    private static (int Fold, string? Scorer, bool IsOnTrainingRows, string Type, string Message) Told(FoldFailure failure) =>
        (failure.Fold, failure.Scorer, failure.IsOnTrainingRows, failure.Cause.Type, failure.Cause.Message);

    private static GridSearchCV Search(Scorer[] scoring, Refit refit, params ParameterValue[] alphas) =>
        new(new ToyEstimator(), alphas.Length == 0 ? _grid : new() { ["alpha"] = [.. alphas] })
        {
            Cv = new KFold(3),
            Scoring = scoring,
            Refit = refit,
        };
}
