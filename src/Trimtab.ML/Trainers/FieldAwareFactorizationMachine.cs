using Microsoft.ML;
using Microsoft.ML.Trainers;
using Trimtab.Spaces;

namespace Trimtab.ML;

/// <summary>ML.NET's field-aware factorization machine, of two classes; all features are one field. It does not use weights.</summary>
/// <remarks>
/// Each row's features are divided by their norm, as by ML.NET's <c>NormalizeFeatures</c>, in a step before it that leaves rows of zeros as
/// they are; the machine's own makes every prediction NaN then.
/// </remarks>
[Named("field_aware_factorization_machine", "ffm")]
public sealed record FieldAwareFactorizationMachine : MLTrainer
{
    /// <summary>Numbers by which each feature is described, 1 or more. Default 20.</summary>
    public int LatentDimension { get; init => field = Setting.AtLeast(value, 1); } = 20;

    /// <summary>Step length, above 0. Default 0.1.</summary>
    public double LearningRate { get; init => field = SingleSetting.AboveZero(value); } = 0.1;

    /// <summary>Passes over the rows, 1 or more. Default 5.</summary>
    public int NumberOfIterations { get; init => field = Setting.AtLeast(value, 1); } = 5;

    /// <summary>Penalty on squared weights of single features, 0 or more. Default 1e-4.</summary>
    public double LambdaLinear { get; init => field = SingleSetting.ZeroOrMore(value); } = 1e-4;

    /// <summary>Penalty on squared weights of pairs, 0 or more. Default 1e-4.</summary>
    public double LambdaLatent { get; init => field = SingleSetting.ZeroOrMore(value); } = 1e-4;

    /// <inheritdoc/>
    public override bool NeedsScaledFeatures => true;

    /// <inheritdoc/>
    public override SearchSpace Space => new()
    {
        ["latent_dimension"] = new IntDistribution(4, 64, Log: true),
        ["learning_rate"] = new FloatDistribution(0.01, 0.5, Log: true),
        ["number_of_iterations"] = new IntDistribution(2, 50, Log: true),
    };

    /// <summary>Two classes alone.</summary>
    public override bool Supports(MLTask task) => task == MLTask.BinaryClassification;

    /// <inheritdoc/>
    public override IEstimator<ITransformer> Create(MLContext ml, MLColumns columns)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(columns);
        var machine = ml.BinaryClassification.Trainers.FieldAwareFactorizationMachine(new FieldAwareFactorizationMachineTrainer.Options
        {
            LabelColumnName = columns.Label,
            FeatureColumnName = columns.Features,
            LatentDimension = LatentDimension,
            LearningRate = (float)LearningRate,
            NumberOfIterations = NumberOfIterations,
            LambdaLinear = (float)LambdaLinear,
            LambdaLatent = (float)LambdaLatent,
            NormalizeFeatures = false,
        });
        return ml.Transforms.NormalizeLpNorm(columns.Features, columns.Features).Append(machine);
    }
}
