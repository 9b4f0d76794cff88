using Microsoft.ML;
using Microsoft.ML.Trainers;
using Trimtab.Spaces;

namespace Trimtab.ML;

/// <summary>
/// ML.NET's stochastic dual coordinate ascent: logistic regression of two classes, maximum entropy of several, or linear regression.
/// </summary>
[Named("sdca")]
public sealed record Sdca : MLTrainer
{
    /// <summary>Penalty on squared weights, above 0. Default 1e-4.</summary>
    public double L2Regularization { get; init => field = SingleSetting.AboveZero(value); } = 1e-4;

    /// <summary>Penalty on absolute weights, 0 or more. Default 0.</summary>
    public double L1Regularization { get; init => field = SingleSetting.ZeroOrMore(value); }

    /// <summary>Passes over the rows at most, 1 or more. Default 50.</summary>
    public int MaximumNumberOfIterations { get; init => field = Setting.AtLeast(value, 1); } = 50;

    /// <inheritdoc/>
    public override bool UsesWeights => true;

    /// <inheritdoc/>
    public override bool NeedsScaledFeatures => true;

    /// <inheritdoc/>
    public override SearchSpace Space => new()
    {
        ["l2_regularization"] = new FloatDistribution(1e-6, 1, Log: true),
        ["l1_regularization"] = new FloatDistribution(0, 1),
        ["maximum_number_of_iterations"] = new IntDistribution(10, 200, Log: true),
    };

    /// <inheritdoc/>
    public override IEstimator<ITransformer> Create(MLContext ml, MLColumns columns)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(columns);
        return columns.Task switch
        {
            MLTask.Regression => ml.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options
            {
                LabelColumnName = columns.Label,
                FeatureColumnName = columns.Features,
                ExampleWeightColumnName = columns.Weight,
                L2Regularization = (float)L2Regularization,
                L1Regularization = (float)L1Regularization,
                MaximumNumberOfIterations = MaximumNumberOfIterations,
                NumberOfThreads = 1,
            }),
            MLTask.BinaryClassification => ml.BinaryClassification.Trainers.SdcaLogisticRegression(
                new SdcaLogisticRegressionBinaryTrainer.Options
                {
                    LabelColumnName = columns.Label,
                    FeatureColumnName = columns.Features,
                    ExampleWeightColumnName = columns.Weight,
                    L2Regularization = (float)L2Regularization,
                    L1Regularization = (float)L1Regularization,
                    MaximumNumberOfIterations = MaximumNumberOfIterations,
                    NumberOfThreads = 1,
                }),
            _ => ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
            {
                LabelColumnName = columns.Label,
                FeatureColumnName = columns.Features,
                ExampleWeightColumnName = columns.Weight,
                L2Regularization = (float)L2Regularization,
                L1Regularization = (float)L1Regularization,
                MaximumNumberOfIterations = MaximumNumberOfIterations,
                NumberOfThreads = 1,
            }),
        };
    }
}
