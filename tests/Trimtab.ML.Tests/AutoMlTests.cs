using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Numerics;

namespace Trimtab.ML.Tests;

public class AutoMlTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly AutoMl _short = AutoMl.Classification with { TimeLimit = null, Trials = 8, Cv = 3, Seed = 3 };

    [Fact]
    public void Search_BeginsWithTheDefaultsOfEachModel_AndIsTheSameAtAnyNumberOfWorkers()
    {
        var rows = Rows.OfClasses(120, 0, 1);

        var one = (_short with { Workers = 1 }).Fit(rows, Token);
        var two = (_short with { Workers = 2 }).Fit(rows, Token);

        Assert.Equal(
            ["light_gbm", "fast_tree", "fast_forest", "logistic_regression", "sdca", "net"],
            one.Trials.Take(6).Select(trial => trial.Parameters["model"].As<string>()));
        Assert.Equal(one.Trials.Select(trial => trial.Parameters), two.Trials.Select(trial => trial.Parameters));
        Assert.Equal(one.BestScore, two.BestScore);
        Assert.True(one.BestScore > 0.85);
        Assert.All(one.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
        Assert.All(one.Trials, trial => Assert.All(
            trial.Parameters.Keys.Where(name => name != "model"),
            name => Assert.StartsWith(trial.Parameters["model"].As<string>() + "__", name, StringComparison.Ordinal)));
    }

    [Fact]
    public void Regression_LeavesOutWhatLearnsClassesAlone()
    {
        var result = (AutoMl.Regression with { TimeLimit = null, Trials = 6, Cv = 3 }).Fit(Rows.OfValues(120), Token);

        Assert.DoesNotContain(result.Trials, trial => trial.Parameters["model"].As<string>() == "logistic_regression");
        Assert.True(result.BestScore > 0.8);
    }

    /// <summary>The net with its defaults, which learned next to nothing of targets in the hundred thousands.</summary>
    [Fact]
    public void Regression_ByTheNet_IsAsGoodInAnyUnit()
    {
        var rows = Rows.OfValues(150);
        var search = AutoMl.Regression with { TimeLimit = null, Trials = 1, Cv = 3, Trainers = [] };

        double plain = search.Fit(rows, Token).BestScore;
        double large = search.Fit(rows.WithTargets([.. rows.Labels().Select(target => 200_000 + (80_000 * target))]), Token).BestScore;

        Assert.True(plain > 0.8, FormattableString.Invariant($"{plain}"));
        Assert.Equal(plain, large, 1e-3);
    }

    [Fact]
    public void Texts_AndMissingNumbers_AreLearnedFrom()
    {
        var rows = DataFrame.From(Enumerable.Range(0, 90).Select(i => new
        {
            height = i % 9 == 0 ? null : (double?)i,
            soil = i % 2 == 0 ? "sand" : "clay",
            state = i % 2 == 0 ? "dead" : "alive",
        })).ToDataset("state");

        var result = (_short with { Trials = 6 }).Fit(rows, Token);

        Assert.Equal(1, result.BestScore);
    }

    /// <summary>
    /// A column that is the target plus ten times the number of the fold says everything to whatever is learned from the test rows, as a
    /// scale of their own is, and nothing to a model of the others.
    /// </summary>
    [Fact]
    public void Column_OfTargetAndFold_TellsNothing()
    {
        const int Folds = 5;
        var random = RandomAddress.FromSeed(11).Stream();
        int[] folds = [.. Enumerable.Range(0, 200).Select(row => row % Folds)];
        double[] targets = [.. folds.Select(_ => (double)random.NextInt32(2))];
        float[] features = [.. folds.Zip(targets, (fold, target) => (float)(target + (10 * fold)))];

        var result = (_short with { Trials = 12, Cv = new PredefinedSplit(folds) }).Fit(new(features, [1], targets), Token);

        double deviation = Math.Sqrt(0.25 / targets.Length);
        Assert.InRange(result.BestScore, 0.5 - (4 * deviation), 0.5 + (4 * deviation)); // the best of twelve, and no more than that
    }

    /// <summary>What the steps and models of a fold have learned is the same whatever its test rows are: gaps, sizes and texts.</summary>
    [Fact]
    public void TestRowsOfAFold_ReachNothingThatItLearns()
    {
        var probe = Plants(0);
        var before = Learned(Plants(0));
        var after = Learned(Plants(1e6));

        Assert.Equal(6, before.Count);
        Assert.Equal(before, after);

        // Rows whose first third, the test rows of the first fold, is moved.
        static DataFrame Plants(double moved) => DataFrame.From(Enumerable.Range(0, 90).Select(i => new
        {
            height = i % 9 == 0 ? null : (double?)(i * 31 % 90) + (i < 30 ? moved : 0),
            soil = i < 30 && moved > 0 ? "peat" : i % 3 == 0 ? "sand" : "clay",
            state = i * 7 % 10 < 5 ? "dead" : "alive",
        }));

        List<double> Learned(DataFrame plants)
        {
            var rows = plants.ToDataset("state");
            var asked = probe.ToDatasetLike(rows, "state");
            var scorer = Scorer.From("probe", context => context.Fitted.Predict(asked).Probabilities!.Where((_, i) => i % 2 == 0).Sum());
            int[] folds = [.. Enumerable.Range(0, 90).Select(i => i / 30)];
            var search = _short with { Trials = 6, Cv = new PredefinedSplit(folds), Scoring = scorer };
            return [.. search.Fit(rows, Token).CvResults.Select(candidate => candidate.Test["score"].Folds[0])];
        }
    }

    [Fact]
    public void ManyTexts_AreFewFeatures()
    {
        var plants = Enumerable.Range(0, 800).Select(i => new { city = $"city{i % 300}", state = i % 2 == 0 ? "dead" : "alive" });
        var rows = DataFrame.From(plants).ToDataset("state");

        var result = (_short with { Trials = 1, Trainers = [new LogisticRegression()], IncludesNet = false }).Fit(rows, Token);

        Assert.Equal(100, ((FittedPipeline)result.BestEstimator!).Steps.Transform(rows).FeatureLength);
    }

    [Fact]
    public void Trainers_OfTheSameName_AreRefused()
    {
        var search = AutoMl.Regression with { Trainers = [new LightGbm(), new LightGbm { NumberOfLeaves = 4 }] };

        Assert.Contains(
            "'light_gbm' twice", Assert.Throws<TrimtabException>(() => search.Search(Rows.OfValues(20))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => AutoMl.Regression with { TimeLimit = TimeSpan.Zero });
    }

    [Fact]
    public void Trainers_ThatCannotLearnTheTask_AreNamed()
    {
        var error = Assert.Throws<TrimtabException>(() =>
            (AutoMl.Regression with { Trainers = [new LogisticRegression()], IncludesNet = false }).Search(Rows.OfValues(20)));

        Assert.Contains("LogisticRegression", error.Message, StringComparison.Ordinal);
    }
}
