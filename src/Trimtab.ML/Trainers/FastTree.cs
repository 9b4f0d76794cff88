using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Trimtab.Spaces;

namespace Trimtab.ML;

/// <summary>
/// ML.NET's FastTree: boosted regression trees (MART), of two classes or real values; several classes one against all others.
/// </summary>
/// <remarks>Where no split is possible, the mean or the frequencies of two classes are predicted.</remarks>
[Named("fast_tree")]
public sealed record FastTree : MLTrainer
{
    /// <summary>How many trees, 1 or more. Default 100.</summary>
    public int NumberOfTrees { get; init => field = Setting.AtLeast(value, 1); } = 100;

    /// <summary>Leaves of a tree at most, 2 or more. Default 20.</summary>
    public int NumberOfLeaves { get; init => field = Setting.AtLeast(value, 2); } = 20;

    /// <summary>Rows that a leaf must have at least, 1 or more. Default 10.</summary>
    public int MinimumExampleCountPerLeaf { get; init => field = Setting.AtLeast(value, 1); } = 10;

    /// <summary>Factor of each tree's outputs, above 0. Default 0.2.</summary>
    public double LearningRate { get; init => field = Setting.Above(value, 0); } = 0.2;

    /// <summary>Fraction of the features that each tree may use, above 0, at most 1. Default 1.</summary>
    public double FeatureFraction { get; init => field = Setting.Part(value); } = 1;

    /// <inheritdoc/>
    public override bool UsesWeights => true;

    /// <inheritdoc/>
    public override SearchSpace Space => new()
    {
        ["number_of_trees"] = new IntDistribution(20, 500, Log: true),
        ["number_of_leaves"] = new IntDistribution(4, 128, Log: true),
        ["minimum_example_count_per_leaf"] = new IntDistribution(1, 50, Log: true),
        ["learning_rate"] = new FloatDistribution(0.02, 0.4, Log: true),
        ["feature_fraction"] = new FloatDistribution(0.4, 1),
    };

    /// <inheritdoc/>
    public override IEstimator<ITransformer> Create(MLContext ml, MLColumns columns)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(columns);
        return columns.Task switch
        {
            MLTask.Regression => new SplitsOrConstant(
                ml, columns, ml.Regression.Trainers.FastTree(Set(new FastTreeRegressionTrainer.Options(), columns))),
            MLTask.BinaryClassification => new SplitsOrConstant(ml, columns, Binary()),
            _ => ml.MulticlassClassification.Trainers.OneVersusAll(Binary(), columns.Label),
        };

        FastTreeBinaryTrainer Binary() => ml.BinaryClassification.Trainers.FastTree(Set(new FastTreeBinaryTrainer.Options(), columns));
    }

    private T Set<T>(T options, MLColumns columns)
        where T : BoostedTreeOptions
    {
        TreeSettings.Set(options, columns, NumberOfTrees, NumberOfLeaves, MinimumExampleCountPerLeaf, FeatureFraction);
        options.LearningRate = LearningRate;
        return options;
    }
}
