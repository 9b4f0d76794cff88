using Microsoft.ML;
using Microsoft.ML.Trainers;
using Trimtab.Spaces;

namespace Trimtab.ML;

/// <summary>ML.NET's logistic regression of two classes or several (maximum entropy), by L-BFGS.</summary>
[Named("logistic_regression")]
public sealed record LogisticRegression : MLTrainer
{
    /// <summary>Penalty on squared weights, 0 or more. Default 1.</summary>
    public double L2Regularization { get; init => field = SingleSetting.ZeroOrMore(value); } = 1;

    /// <summary>Penalty on absolute weights, 0 or more. Default 1.</summary>
    public double L1Regularization { get; init => field = SingleSetting.ZeroOrMore(value); } = 1;

    /// <inheritdoc/>
    public override bool UsesWeights => true;

    /// <inheritdoc/>
    public override bool NeedsScaledFeatures => true;

    /// <inheritdoc/>
    public override SearchSpace Space => new()
    {
        ["l2_regularization"] = new FloatDistribution(1e-4, 30, Log: true),
        ["l1_regularization"] = new FloatDistribution(1e-4, 30, Log: true),
    };

    /// <summary>Classes alone.</summary>
    public override bool Supports(MLTask task) => task != MLTask.Regression;

    /// <inheritdoc/>
    public override IEstimator<ITransformer> Create(MLContext ml, MLColumns columns)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(columns);
        return columns.Task == MLTask.BinaryClassification
            ? ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                LabelColumnName = columns.Label,
                FeatureColumnName = columns.Features,
                ExampleWeightColumnName = columns.Weight,
                L2Regularization = (float)L2Regularization,
                L1Regularization = (float)L1Regularization,
                NumberOfThreads = 1,
            })
            : ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
            {
                LabelColumnName = columns.Label,
                FeatureColumnName = columns.Features,
                ExampleWeightColumnName = columns.Weight,
                L2Regularization = (float)L2Regularization,
                L1Regularization = (float)L1Regularization,
                NumberOfThreads = 1,
            });
    }
}
