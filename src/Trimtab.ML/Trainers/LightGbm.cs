using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.LightGbm;
using Trimtab.Spaces;

namespace Trimtab.ML;

/// <summary>LightGBM through ML.NET: gradient-boosted trees of classes or real values.</summary>
/// <remarks>
/// Leaves, rows of a leaf and learning rate are LightGBM's own defaults; ML.NET alone chooses them by the number of rows. Where no split is
/// possible, the mean or the frequencies of two classes are predicted.
/// </remarks>
[Named("light_gbm")]
public sealed record LightGbm : MLTrainer
{
    /// <summary>Boosting rounds, 1 or more; each is a tree, or one per class. Default 100.</summary>
    public int NumberOfIterations { get; init => field = Setting.AtLeast(value, 1); } = 100;

    /// <summary>Leaves of a tree at most, 2 or more. Default 31.</summary>
    public int NumberOfLeaves { get; init => field = Setting.AtLeast(value, 2); } = 31;

    /// <summary>Rows that a leaf must have at least, 1 or more. Default 20.</summary>
    public int MinimumExampleCountPerLeaf { get; init => field = Setting.AtLeast(value, 1); } = 20;

    /// <summary>Factor of each tree's outputs, above 0. Default 0.1.</summary>
    public double LearningRate { get; init => field = Setting.Above(value, 0); } = 0.1;

    /// <summary>Penalty on squared outputs of leaves, 0 or more. Default 0.01.</summary>
    public double L2Regularization { get; init => field = Setting.AtLeast(value, 0); } = 0.01;

    /// <summary>Fraction of the features that each tree may use, above 0, at most 1. Default 1.</summary>
    public double FeatureFraction { get; init => field = Setting.Part(value); } = 1;

    /// <summary>Fraction of the rows that each tree learns from, drawn anew for each, above 0, at most 1. Default 1.</summary>
    public double SubsampleFraction { get; init => field = Setting.Part(value); } = 1;

    /// <inheritdoc/>
    public override bool UsesWeights => true;

    /// <inheritdoc/>
    public override SearchSpace Space => new()
    {
        ["number_of_iterations"] = new IntDistribution(20, 500, Log: true),
        ["number_of_leaves"] = new IntDistribution(4, 128, Log: true),
        ["minimum_example_count_per_leaf"] = new IntDistribution(1, 50, Log: true),
        ["learning_rate"] = new FloatDistribution(0.01, 0.3, Log: true),
        ["l2_regularization"] = new FloatDistribution(1e-3, 10, Log: true),
        ["feature_fraction"] = new FloatDistribution(0.4, 1),
        ["subsample_fraction"] = new FloatDistribution(0.5, 1),
    };

    /// <inheritdoc/>
    public override IEstimator<ITransformer> Create(MLContext ml, MLColumns columns)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(columns);
        return columns.Task switch
        {
            MLTask.Regression => new SplitsOrConstant(ml, columns, ml.Regression.Trainers.LightGbm(Set<
                LightGbmRegressionTrainer.Options,
                float,
                RegressionPredictionTransformer<LightGbmRegressionModelParameters>,
                LightGbmRegressionModelParameters>(columns))),
            MLTask.BinaryClassification => new SplitsOrConstant(ml, columns, ml.BinaryClassification.Trainers.LightGbm(Set<
                LightGbmBinaryTrainer.Options,
                float,
                BinaryPredictionTransformer<
                    Microsoft.ML.Calibrators.CalibratedModelParametersBase<
                        LightGbmBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>,
                Microsoft.ML.Calibrators.CalibratedModelParametersBase<
                    LightGbmBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>(columns))),
            _ => ml.MulticlassClassification.Trainers.LightGbm(Set<
                LightGbmMulticlassTrainer.Options,
                VBuffer<float>,
                MulticlassPredictionTransformer<OneVersusAllModelParameters>,
                OneVersusAllModelParameters>(columns)),
        };
    }

    private TOptions Set<TOptions, TOutput, TTransformer, TModel>(MLColumns columns)
        where TOptions : LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>.OptionsBase, new()
        where TTransformer : ISingleFeaturePredictionTransformer<TModel>
        where TModel : class => new()
        {
            LabelColumnName = columns.Label,
            FeatureColumnName = columns.Features,
            ExampleWeightColumnName = columns.Weight,
            NumberOfIterations = NumberOfIterations,
            NumberOfLeaves = NumberOfLeaves,
            MinimumExampleCountPerLeaf = MinimumExampleCountPerLeaf,
            LearningRate = LearningRate,
            NumberOfThreads = 1,
            Seed = columns.Seed,
            Booster = new GradientBooster.Options
            {
                L2Regularization = L2Regularization,
                FeatureFraction = FeatureFraction,
                SubsampleFraction = SubsampleFraction,
                SubsampleFrequency = SubsampleFraction < 1 ? 1 : 0,
            },
        };
}
