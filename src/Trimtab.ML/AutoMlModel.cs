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
    /// <summary>
    /// A trainer of ML.NET; a default that its space does not allow is the nearest it does. A parameter that is no property,
    /// or is left to be found from the rows, has none.
    /// </summary>
    public static AutoMlModel Of(MLTrainer trainer, EstimatorKind kind) => new(
        NamedAttribute.NameOf(trainer.GetType()),
        kind == EstimatorKind.Regressor ? MLEstimator.Regressor(trainer) : MLEstimator.Classifier(trainer),
        trainer.Space,
        ParameterSet.Create(
            from parameter in trainer.Space
            let setting = SettingProperties.Of(trainer.GetType()).Find(parameter.Key)
            where setting is not null
            let value = ParameterValue.From(setting.GetValue(trainer))
            where value.Value is not null || parameter.Value is CategoricalDistribution
            select KeyValuePair.Create(parameter.Key, Nearest(value, parameter.Value))),
        trainer.NeedsScaledFeatures);

    private static ParameterValue Nearest(ParameterValue value, Distribution distribution) => distribution switch
    {
        FloatDistribution real => Math.Clamp(value.As<double>(), real.Low, real.High),
        IntDistribution whole => Math.Clamp(value.As<long>(), whole.Low, whole.High),
        _ => value,
    };
}
