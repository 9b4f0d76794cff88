using System.Text.Json;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Preprocessing;

namespace Trimtab.Tests.ModelSelection;

/// <summary>
/// Pipelines in searches, splits, predictions, curves and nested searches that scikit-learn ran with the same ridge regression.
/// </summary>
public class CurveOracleTests
{
    private const double Rounding = 1e-6; // features that steps make have single precision here, and double precision there

    private static readonly JsonElement _oracle = Oracles.Load("curves.json");
    private static readonly Dataset _data = new(_oracle.GetProperty("x").Floats(), [1], _oracle.GetProperty("y").Numbers());
    private static readonly Dataset _gaps = new(_oracle.GetProperty("gaps").Floats(), [1], _oracle.GetProperty("y").Numbers());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void GridSearch_OverAPipeline_HasSklearnsScoresAndBest()
    {
        var expected = _oracle.GetProperty("pipeline");
        JsonElement[] candidates = [.. expected.GetProperty("params").EnumerateArray()];
        var search = new GridSearchCV(
            Pipeline.Of([("fill", new SimpleImputer()), ("scale", new StandardScaler())], new RidgeLine()),
            new()
            {
                ["fill__strategy"] = ["mean", "median", "most_frequent"],
                ["scale"] = ["standard_scaler", "min_max_scaler", "robust_scaler"],
                ["alpha"] = [0.1, 10.0],
            })
        {
            Cv = new KFold(4),
            Scoring = ["r2"],
        };

        var result = search.Fit(_gaps, Token);

        Assert.Equal(candidates.Length, result.CvResults.Count);
        for (int i = 0; i < candidates.Length; i++)
        {
            var ours = result.CvResults.Single(candidate => candidates[i].EnumerateObject().All(parameter =>
                candidate.Parameters[parameter.Name].Value is double number
                    ? number == parameter.Value.GetDouble()
                    : candidate.Parameters[parameter.Name].As<string>() == parameter.Value.GetString()));
            AssertClose(expected.GetProperty("scores")[i], ours.Test["score"].Folds);
        }

        var best = candidates[expected.GetProperty("best").GetInt32()];
        Assert.Equal(best.GetProperty("alpha").GetDouble(), result.BestParameters["alpha"].As<double>());
        Assert.Equal(best.GetProperty("scale").GetString(), result.BestParameters["scale"].As<string>());
        AssertClose(expected.GetProperty("refitted"), result.BestEstimator!.Predict(_gaps.Select([0, 1, 2, 3, 4])).Values);
    }

    [Fact]
    public void TrainTestSplit_WithoutShuffling_HasSklearnsRows()
    {
        foreach (var expected in _oracle.GetProperty("splits").EnumerateArray())
        {
            int rows = expected.GetProperty("rows").GetInt32();
            var split = new TrainTestSplit { TestSize = Size(expected, "test"), TrainSize = Size(expected, "train"), Shuffle = false };
            Dataset data = new(new float[rows], [1], new double[rows]);
            if (expected.TryGetProperty("error", out _))
            {
                Assert.Throws<TrimtabException>(() => split.Split(data));
                continue;
            }

            var fold = split.SplitRows(data);
            Assert.Equal(expected.GetProperty("train_rows").Integers(), fold.Train);
            Assert.Equal(expected.GetProperty("test_rows").Integers(), fold.Test);
            Assert.Equal((fold.Train.Length, fold.Test.Length), Lengths((split with { Shuffle = true }).Split(data)));
        }
    }

    [Fact]
    public void TrainTestSplit_KeepsClassesSharesAndGroups()
    {
        Dataset classes = new(new float[100], [1], [.. Enumerable.Range(0, 100).Select(row => row % 10 == 0 ? 1.0 : 0)]);
        Dataset groups = new(new float[20], [1], new double[20]) { Groups = [.. Enumerable.Range(0, 20).Select(row => row % 5)] };

        var (train, test) = new TrainTestSplit { TestSize = 0.2, Stratify = true, Seed = 1 }.Split(classes);
        var (learned, held) = new TrainTestSplit { TestSize = 0.4, Seed = 1 }.Split(groups);

        Assert.Equal((8, 2), ((int)train.Labels().Sum(), (int)test.Labels().Sum()));
        Assert.Equal((12, 8), (learned.Count, held.Count));
        Assert.Empty(learned.Groups!.Intersect(held.Groups!));
        Assert.Throws<TrimtabException>(() => new TrainTestSplit { Stratify = true }.Split(groups));
    }

    [Fact]
    public void CrossValPredict_HasSklearnsPredictions()
    {
        var predicted = new CrossValPredict(new RidgeLine()) { Cv = new KFold(5) }.Fit(_data, Token);

        AssertClose(_oracle.GetProperty("predicted"), predicted.Values);
    }

    [Fact]
    public void CrossValPredict_OfFoldsThatAreNoPartition_IsRefused()
    {
        var error = Assert.Throws<TrimtabException>(
            () => new CrossValPredict(new RidgeLine()) { Cv = new TimeSeriesSplit(3) }.Fit(_data, Token));

        Assert.Contains("Row 0 is tested 0 times", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("learning", new[] { 0.1, 0.33, 0.5, 0.501, 1.0 })]
    [InlineData("learning_absolute", new[] { 5.0, 17, 39 })]
    public void LearningCurve_HasSklearnsSizesAndScores(string name, double[] sizes)
    {
        var expected = _oracle.GetProperty(name);

        var points = new LearningCurve(new RidgeLine()) { TrainSizes = sizes, Cv = new KFold(4) }.Fit(_data, Token);

        Assert.Equal(expected.GetProperty("sizes").Integers(), points.Select(point => point.Rows));
        for (int i = 0; i < points.Count; i++)
        {
            AssertClose(expected.GetProperty("train")[i], points[i].Result.Train["score"].Folds);
            AssertClose(expected.GetProperty("test")[i], points[i].Result.Test["score"].Folds);
        }
    }

    [Fact]
    public void ValidationCurve_HasSklearnsScores()
    {
        var expected = _oracle.GetProperty("validation");

        var points = new ValidationCurve(new RidgeLine(), "alpha", [0.0, 1.0, 30.0, 1000.0]) { Cv = new KFold(5) }.Fit(_data, Token);

        Assert.Equal(expected.GetProperty("values").Numbers(), points.Select(point => point.Value.As<double>()));
        for (int i = 0; i < points.Count; i++)
        {
            AssertClose(expected.GetProperty("train")[i], points[i].Result.Train["score"].Folds);
            AssertClose(expected.GetProperty("test")[i], points[i].Result.Test["score"].Folds);
        }
    }

    [Fact]
    public void NestedCrossValidate_HasSklearnsScoresAndChoices()
    {
        var expected = _oracle.GetProperty("nested");
        var search = new GridSearchCV(new RidgeLine(), new() { ["alpha"] = [0.0, 1.0, 30.0, 1000.0] })
        {
            Cv = new KFold(3),
            Scoring = ["r2"],
        };

        var nested = new NestedCrossValidate(search) { Cv = new KFold(4) }.Fit(_data, Token);

        AssertClose(expected.GetProperty("test"), nested.Outer.Test["score"].Folds);
        AssertClose(expected.GetProperty("inner"), [.. nested.Inner.Select(inner => inner.BestScore)]);
        AssertHasNadeauAndBengiosError(nested);
        Assert.Equal(expected.GetProperty("alphas").Numbers(), nested.BestParameters.Select(best => best["alpha"].As<double>()));
    }

    /// <summary>By hand, of four folds: √((1/4 + 1/3)·s²).</summary>
    private static void AssertHasNadeauAndBengiosError(NestedResult nested)
    {
        var folds = nested.Outer.Test["score"].Folds;
        double mean = folds.Average(), error = Math.Sqrt((1 / 4.0 + 1 / 3.0) * folds.Sum(score => Math.Pow(score - mean, 2)) / 3);
        Assert.Equal(mean, nested.Mean, 1e-12);
        Assert.Equal(error, nested.StandardError, 1e-12);
        Assert.Equal(Invariant($"score {mean:F5} ± {error:G2} (standard error)"), $"{nested}");
    }

    /// <summary>
    /// Mean squared error of a line: the expectation over all permutations is known, and the mean of many is within its error of it.
    /// </summary>
    [Fact]
    public void PermutationImportance_IsTheExpectedLoss()
    {
        const int Repeats = 400;
        float[] x = _oracle.GetProperty("x").Floats();
        double[] y = _oracle.GetProperty("y").Numbers();
        Dataset data = new([.. x.SelectMany(value => new[] { value, -value })], [2], y) { Columns = [new("x"), new("unused")] };
        var line = (FittedLine)new RidgeLine().Fit(_data, new());
        double[] errors = [.. x.Zip(y, (a, b) => (line.Slope * a) + line.Intercept - b)];
        double expected = x.Index().Average(i => x.Average(other =>
            Math.Pow(errors[i.Index] + (line.Slope * (other - i.Item)), 2) - Math.Pow(errors[i.Index], 2)));

        var importance = new PermutationImportance { Repeats = Repeats, Scoring = "neg_mean_squared_error", Seed = 1 }
            .Of(line, data, Token);

        Assert.Equal(["x", "unused"], importance.Select(item => item.Feature));
        Assert.Equal(0, importance[1].Scores.Mean);
        Assert.Equal(expected, importance[0].Scores.Mean, 4 * importance[0].Scores.StandardDeviation / Math.Sqrt(Repeats));
    }

    private static (int Train, int Test) Lengths((Dataset Train, Dataset Test) split) => (split.Train.Count, split.Test.Count);

    private static SplitSize? Size(JsonElement oracle, string name) => oracle.GetProperty(name) switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        var size when size.TryGetInt32(out int rows) => rows,
        var size => size.GetDouble(),
    };

    private static void AssertClose(JsonElement expected, IReadOnlyList<double> actual)
    {
        double[] numbers = expected.Numbers();
        Assert.Equal(numbers.Length, actual.Count);
        Assert.All(numbers.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Rounding * Math.Max(1, Math.Abs(pair.First))));
    }
}
