using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Trimtab.Spaces;

namespace Trimtab.ML;

/// <summary>
/// ML.NET's FastForest: a random forest, of two classes (calibrated by Platt's method) or real values; several classes one against all
/// others.
/// </summary>
/// <remarks>
/// Of two classes, the predicted one is the more probable, where ML.NET's own <c>PredictedLabel</c> does not look at the calibration.
/// Where no split is possible, the mean or the frequencies of two classes are predicted. Several classes with weights are refused: ML.NET
/// calibrates one class against all others without them.
/// </remarks>
[Named("fast_forest")]
public sealed record FastForest : MLTrainer
{
    /// <summary>How many trees, 1 or more. Default 100.</summary>
    public int NumberOfTrees { get; init => field = Setting.AtLeast(value, 1); } = 100;

    /// <summary>Leaves of a tree at most, 2 or more. Default 20.</summary>
    public int NumberOfLeaves { get; init => field = Setting.AtLeast(value, 2); } = 20;

    /// <summary>Rows that a leaf must have at least, 1 or more. Default 10.</summary>
    public int MinimumExampleCountPerLeaf { get; init => field = Setting.AtLeast(value, 1); } = 10;

    /// <summary>Fraction of the features that each tree may use, above 0, at most 1. Default 0.7.</summary>
    public double FeatureFraction { get; init => field = Setting.Part(value); } = 0.7;

    /// <inheritdoc/>
    public override bool UsesWeights => true;

    /// <inheritdoc/>
    public override SearchSpace Space => new()
    {
        ["number_of_trees"] = new IntDistribution(50, 400, Log: true),
        ["number_of_leaves"] = new IntDistribution(8, 256, Log: true),
        ["minimum_example_count_per_leaf"] = new IntDistribution(1, 20, Log: true),
        ["feature_fraction"] = new FloatDistribution(0.2, 1),
    };

    /// <inheritdoc/>
    internal override string? RefusalOf(MLTask task, bool hasWeights) => hasWeights && task == MLTask.MulticlassClassification
        ? "FastForest learns several classes without weights, as ML.NET calibrates without them. The rows have weights: "
            + "take LightGbm or FastTree, or rows without weights."
        : null;

    /// <inheritdoc/>
    public override IEstimator<ITransformer> Create(MLContext ml, MLColumns columns)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(columns);
        return columns.Task switch
        {
            MLTask.Regression => new SplitsOrConstant(
                ml, columns, ml.Regression.Trainers.FastForest(Set(new FastForestRegressionTrainer.Options(), columns))),
            MLTask.BinaryClassification => new SplitsOrConstant(ml, columns, Labelled(Binary()
                .Append(ml.BinaryClassification.Calibrators.Platt(columns.Label, exampleWeightColumnName: columns.Weight)))),
            _ => ml.MulticlassClassification.Trainers.OneVersusAll(Binary(), columns.Label),
        };

        // Expressions are compiled at run time; without that, PredictedLabel of a saved model is the sign of the score. The culture would
        // read 0.5.
        IEstimator<ITransformer> Labelled(IEstimator<ITransformer> calibrated) => RuntimeFeature.IsDynamicCodeSupported
            ? calibrated.Append(ml.Transforms.Expression("PredictedLabel", "p => p + p > 1f", "Probability"))
            : calibrated;

        FastForestBinaryTrainer Binary() =>
            ml.BinaryClassification.Trainers.FastForest(Set(new FastForestBinaryTrainer.Options(), columns));
    }

    private T Set<T>(T options, MLColumns columns)
        where T : TreeOptions
    {
        TreeSettings.Set(options, columns, NumberOfTrees, NumberOfLeaves, MinimumExampleCountPerLeaf, FeatureFraction);
        return options;
    }
}
