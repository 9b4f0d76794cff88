using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Preprocessing;

namespace Trimtab.ML.Tests;

/// <summary>Linear regression by SDCA: rows on a line are learned, whatever their number and the unit of the target.</summary>
public class SdcaTests
{
    [Theory]
    [InlineData(20, 1, 0)]
    [InlineData(60, 1, 100)]
    [InlineData(200, 1, 1)]
    [InlineData(2000, 1, 0)]
    [InlineData(100, 2, 0)]
    [InlineData(200, 2, 10_000)]
    [InlineData(2000, 2, 0)]
    [InlineData(200, 5, -3)]
    public void Line_IsLearned(int count, int features, double constant)
    {
        for (ulong seed = 0; seed < 3; seed++)
        {
            var rows = Rows.OfALine(count, features, constant, seed);

            double plain = MLEstimator.Regressor(new Sdca()).Fit(rows, new()).Score(rows);
            double scaled = Pipeline.Of([new StandardScaler()], MLEstimator.Regressor(new Sdca())).Fit(rows, new()).Score(rows);

            Assert.InRange(plain, 0.98, 1);
            Assert.InRange(scaled, 0.98, 1);
        }
    }

    [Fact]
    public void Line_OfTwentyFourRows_IsLearnedInFolds()
    {
        var rows = new Dataset(
            [.. Enumerable.Range(0, 24).Select(row => (float)row)], [1], [.. Enumerable.Range(0, 24).Select(row => (double)row)]);
        var estimator = Pipeline.Of([new StandardScaler()], MLEstimator.Regressor(new Sdca()));

        var result = new CrossValidate(estimator) { Cv = new KFold(3) { Shuffle = true } }.Fit(rows, TestContext.Current.CancellationToken);

        Assert.InRange(result.Test["score"].Mean, 0.98, 1);
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(200_000)]
    [InlineData(1e12)]
    public void Unit_OfTheTarget_ChangesNothingButTheUnit(double unit)
    {
        var rows = Rows.OfALine(200, 2, 3, 1);
        var estimator = MLEstimator.Regressor(new Sdca { L1Regularization = 0.1 });

        double[] plain = estimator.Fit(rows, new()).Predict(rows).Values;
        double[] scaled = estimator.Fit(rows.WithTargets([.. rows.Labels().Select(target => target * unit)]), new()).Predict(rows).Values;

        Assert.All(plain.Zip(scaled), pair => Assert.Equal(pair.First, pair.Second / unit, 0.02)); // of a deviation of 1.15
    }

    /// <summary>A model that diverged, as ML.NET's own settings make it, is a refusal that names the trainer.</summary>
    [Fact]
    public void Model_ThatDiverged_IsRefused()
    {
        var rows = Rows.OfALine(2000, 1, 0, 1);
        var diverging = MLEstimator.Regressor<NoSettings>((ml, columns, _) => ml.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options
        {
            LabelColumnName = columns.Label,
            FeatureColumnName = columns.Features,
            L2Regularization = 1e-6f,
            MaximumNumberOfIterations = 50,
            NumberOfThreads = 1,
        }));

        var error = Assert.Throws<TrimtabException>(() => diverging.Fit(rows, new()));

        Assert.Contains("finite", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(NoSettings), error.Message, StringComparison.Ordinal);
    }

    private sealed record NoSettings;
}
