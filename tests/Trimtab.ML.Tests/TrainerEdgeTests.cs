using Trimtab.ModelSelection;

namespace Trimtab.ML.Tests;

/// <summary>Every trainer on rows that leave nothing to learn, or that it can't take.</summary>
public class TrainerEdgeTests
{
    public static TheoryData<string> Names => TrainerConformanceTests.Names;

    /// <summary>Few rows or constant features: predictions are finite, and the mean where nothing can be learned.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Trainer_OfFewOrConstantRows_PredictsFiniteNumbers(string name)
    {
        var trainer = MLTrainer.Catalog.Create(name);
        double tolerance = name is "light_gbm" or "fast_tree" or "fast_forest" ? 1e-3 : 0.1; // the others have penalties
        foreach (int count in new[] { 4, 20, 38, 40, 100 })
        {
            foreach (bool isConstant in new[] { false, true })
            {
                float[] features = [.. Enumerable.Range(0, count * 2).Select(i => isConstant ? 3f : i / 2)];
                double[] classes = [.. Enumerable.Range(0, count).Select(row => row % (count == 100 ? 4 : 2) == 1 ? 1.0 : 0)];
                foreach (var kind in new[] { EstimatorKind.Classifier, EstimatorKind.Regressor })
                {
                    if (trainer.TaskFor(kind, 2) is not null)
                    {
                        var estimator = kind == EstimatorKind.Classifier ? MLEstimator.Classifier(trainer) : MLEstimator.Regressor(trainer);
                        var predicted = estimator.Fit(new(features, [2], classes), new()).Predict(new(features, [2]));
                        double[] means = predicted.Probabilities is null ? predicted.Values : predicted.ProbabilitiesOf(1);
                        Assert.All(means, value => Assert.True(double.IsFinite(value)));
                        Assert.True(!isConstant || means.Distinct().Count() == 1);
                        Assert.True(!isConstant || Math.Abs(means[0] - classes.Average()) < tolerance, $"{count} {kind}: {means[0]}");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Features_ThatAreNotFinite_OrOfAnotherNumber_AreRefused(string name)
    {
        var rows = Rows.OfClasses(60, 0, 1);
        var fitted = MLEstimator.Classifier(name).Fit(rows, new());

        foreach (float broken in new[] { float.NaN, float.PositiveInfinity })
        {
            Assert.Contains("Row 1", Refusal(() => fitted.Predict(new([1, 2, 3, 4, broken, 6], [3]))), StringComparison.Ordinal);
            Assert.Contains(
                "Row 0", Refusal(() => MLEstimator.Classifier(name).Fit(new([broken, 2], [1], [0.0, 1]), new())), StringComparison.Ordinal);
        }

        Assert.Contains("They have 2", Refusal(() => fitted.Predict(new([1, 2], [2]))), StringComparison.Ordinal);

        static string Refusal(Action act) => Assert.Throws<TrimtabException>(act).Message;
    }
}
