using Microsoft.ML;
using Microsoft.ML.Data;
using Trimtab.Data;

namespace Trimtab.ML.Tests;

/// <summary>Trainers with their default settings predict what ML.NET's own do with theirs.</summary>
/// <remarks>Of LightGBM: what they do with the defaults of LightGBM 4 itself (docs, "Parameters"), which are set by hand.</remarks>
public class DefaultSettingsTests
{
    private static readonly Dictionary<string, Func<MLContext, IEstimator<ITransformer>>> _ofTwoClasses = new()
    {
        ["light_gbm"] = ml => ml.BinaryClassification.Trainers.LightGbm(
            numberOfLeaves: 31, minimumExampleCountPerLeaf: 20, learningRate: 0.1),
        ["fast_tree"] = ml => ml.BinaryClassification.Trainers.FastTree(),
        ["fast_forest"] = ml => ml.BinaryClassification.Trainers.FastForest(),
        ["logistic_regression"] = ml => ml.BinaryClassification.Trainers.LbfgsLogisticRegression(),
        ["sdca"] = ml => ml.BinaryClassification.Trainers.SdcaLogisticRegression(),
        ["field_aware_factorization_machine"] = ml => ml.BinaryClassification.Trainers.FieldAwareFactorizationMachine(),
    };

    private static readonly Dictionary<string, Func<MLContext, IEstimator<ITransformer>>> _ofRealValues = new()
    {
        ["light_gbm"] = ml => ml.Regression.Trainers.LightGbm(numberOfLeaves: 31, minimumExampleCountPerLeaf: 20, learningRate: 0.1),
        ["fast_tree"] = ml => ml.Regression.Trainers.FastTree(),
        ["fast_forest"] = ml => ml.Regression.Trainers.FastForest(),
        ["sdca"] = ml => ml.Regression.Trainers.Sdca(),
    };

    public static TheoryData<string> Names => [.. MLTrainer.Catalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Defaults_OfTwoClasses_AreThoseOfMLNet(string name)
    {
        var rows = Rows.OfRareClass(400);

        double[] own = MLEstimator.Classifier(name).Fit(rows, new()).Predict(rows).DecisionValues!;

        AssertNear(Scores<LabelledClass>(_ofTwoClasses[name], rows), own);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Defaults_OfRealValues_AreThoseOfMLNet(string name)
    {
        if (MLTrainer.Catalog.Create(name).Supports(MLTask.Regression))
        {
            var rows = Rows.OfValues(400);

            double[] own = MLEstimator.Regressor(name).Fit(rows, new()).Predict(rows).Values;

            AssertNear(Scores<LabelledValue>(_ofRealValues[name], rows), own);
        }
    }

    /// <summary>
    /// Their mean square difference is below 3 % of the variance of the first: forests draw other features, and SDCA shuffles.
    /// </summary>
    private static void AssertNear(double[] reference, double[] own)
    {
        double mean = reference.Average(), variance = reference.Average(value => (value - mean) * (value - mean));
        double difference = reference.Zip(own, (first, second) => (first - second) * (first - second)).Average();
        Assert.True(difference < 0.03 * variance, FormattableString.Invariant($"{difference} of {variance}"));
    }

    private static double[] Scores<TRow>(Func<MLContext, IEstimator<ITransformer>> create, Dataset rows)
        where TRow : LabelledRow, new()
    {
        var ml = new MLContext(1);
        var view = ml.Data.LoadFromEnumerable(Enumerable.Range(0, rows.Count).Select(row => new TRow
        {
            Features = rows.FeaturesOf(row).ToArray(),
            Target = rows.TargetsOf(row)[0],
        }).ToArray());
        return [.. create(ml).Fit(view).Transform(view).GetColumn<float>("Score").Select(score => (double)score)];
    }

    private abstract class LabelledRow
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        [NoColumn]
        public double Target { get; set; }
    }

    private sealed class LabelledClass : LabelledRow
    {
        public bool Label => Target == 1;
    }

    private sealed class LabelledValue : LabelledRow
    {
        public float Label => (float)Target;
    }
}
