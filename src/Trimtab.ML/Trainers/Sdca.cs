using Microsoft.ML;
using Microsoft.ML.Trainers;
using Trimtab.Spaces;

namespace Trimtab.ML;

/// <summary>
/// ML.NET's stochastic dual coordinate ascent: logistic regression of two classes, maximum entropy of several, or linear regression.
/// </summary>
/// <remarks>
/// Defaults are ML.NET's but for the passes, which are bounded. Linear regression differs in two more points: targets are
/// standardized while it learns, so that penalties mean the same in any unit, and the constant is learned as a weight is
/// (<c>BiasLearningRate</c> 0), because ML.NET's own step for it diverges on rows of few features.
/// </remarks>
[Named("sdca")]
public sealed record Sdca : MLTrainer
{
    /// <summary>Penalty on squared weights, above 0. Default, null: ML.NET finds one from the rows.</summary>
    public double? L2Regularization { get; init => field = value is { } given ? SingleSetting.AboveZero(given) : null; }

    /// <summary>Penalty on absolute weights, 0 or more. Default 0.</summary>
    public double L1Regularization { get; init => field = SingleSetting.ZeroOrMore(value); }

    /// <summary>
    /// Passes over the rows at most, 1 or more. Default, null: as many as look at 1,000,000 rows in all, 20 to 5,000. ML.NET's own choice
    /// is more where rows are few: ten seconds for a hundred.
    /// </summary>
    public int? MaximumNumberOfIterations { get; init => field = Setting.AtLeast(value, 1); }

    /// <inheritdoc/>
    public override bool UsesWeights => true;

    /// <inheritdoc/>
    public override bool NeedsScaledFeatures => true;

    /// <inheritdoc/>
    public override SearchSpace Space => new()
    {
        ["l2_regularization"] = new CategoricalDistribution([(string?)null, 1e-4, 1e-3, 1e-2, 0.1, 1.0]),
        ["l1_regularization"] = new FloatDistribution(0, 1),
    };

    /// <inheritdoc/>
    public override IEstimator<ITransformer> Create(MLContext ml, MLColumns columns)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(columns);
        return columns.Task switch
        {
            MLTask.Regression => Linear(ml, columns),
            MLTask.BinaryClassification => ml.BinaryClassification.Trainers.SdcaLogisticRegression(
                new SdcaLogisticRegressionBinaryTrainer.Options
                {
                    LabelColumnName = columns.Label,
                    FeatureColumnName = columns.Features,
                    ExampleWeightColumnName = columns.Weight,
                    L2Regularization = (float?)L2Regularization,
                    L1Regularization = (float)L1Regularization,
                    MaximumNumberOfIterations = Passes(columns),
                    NumberOfThreads = 1,
                }),
            _ => ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
            {
                LabelColumnName = columns.Label,
                FeatureColumnName = columns.Features,
                ExampleWeightColumnName = columns.Weight,
                L2Regularization = (float?)L2Regularization,
                L1Regularization = (float)L1Regularization,
                MaximumNumberOfIterations = Passes(columns),
                NumberOfThreads = 1,
            }),
        };
    }

    private int Passes(MLColumns columns) => MaximumNumberOfIterations ?? Math.Clamp(1_000_000 / Math.Max(columns.Rows, 1), 20, 5_000);

    private StandardizedLabel Linear(MLContext ml, MLColumns columns) => new(ml, columns, ml.Regression.Trainers.Sdca(new()
    {
        LabelColumnName = columns.Label,
        FeatureColumnName = columns.Features,
        ExampleWeightColumnName = columns.Weight,
        L2Regularization = (float?)L2Regularization,
        L1Regularization = (float)L1Regularization,
        MaximumNumberOfIterations = Passes(columns),
        BiasLearningRate = 0,
        NumberOfThreads = 1,
    }));
}
