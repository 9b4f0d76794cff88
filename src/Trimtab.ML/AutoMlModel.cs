using System.Text.Json;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.ML;

/// <summary>One of the models that <see cref="AutoMl"/> tries.</summary>
/// <param name="Name">Its name among them.</param>
/// <param name="Estimator">The estimator, with default settings.</param>
/// <param name="Space">The settings that are searched.</param>
/// <param name="Defaults">Values of those, to begin with.</param>
/// <param name="NeedsScaledFeatures">Whether features are scaled for it.</param>
internal sealed record AutoMlModel(
    string Name, IEstimator Estimator, SearchSpace Space, ParameterSet Defaults, bool NeedsScaledFeatures)
{
    /// <summary>A trainer of ML.NET; a default that its space does not allow is the nearest it does.</summary>
    public static AutoMlModel Of(MLTrainer trainer, EstimatorKind kind) => new(
        NamedAttribute.NameOf(trainer.GetType()),
        kind == EstimatorKind.Regressor ? MLEstimator.Regressor(trainer) : MLEstimator.Classifier(trainer),
        trainer.Space,
        ParameterSet.Create(trainer.Space.Select(parameter => KeyValuePair.Create(parameter.Key, Default(trainer, parameter)))),
        trainer.NeedsScaledFeatures);

    private static ParameterValue Default(MLTrainer trainer, KeyValuePair<string, Distribution> parameter)
    {
        var property = trainer.GetType().GetProperties()
            .Single(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name) == parameter.Key);
        var value = ParameterValue.From(property.GetValue(trainer));
        return parameter.Value switch
        {
            FloatDistribution real => Math.Clamp(value.As<double>(), real.Low, real.High),
            IntDistribution whole => Math.Clamp(value.As<long>(), whole.Low, whole.High),
            _ => value,
        };
    }
}
