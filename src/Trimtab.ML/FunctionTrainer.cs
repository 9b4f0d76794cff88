using Microsoft.ML;
using Trimtab.Preprocessing;
using Trimtab.Spaces;

namespace Trimtab.ML;

/// <summary>A pipeline that a function makes from typed hyperparameters.</summary>
/// <param name="Function">Makes it.</param>
/// <param name="Prepares">Whether it encodes texts and fills in missing features.</param>
internal sealed record FunctionTrainer<THyperparameters>(
    Func<MLContext, MLColumns, THyperparameters, IEstimator<ITransformer>> Function, bool Prepares) : MLTrainer
    where THyperparameters : class, new()
{
    public Func<MLContext, MLColumns, THyperparameters, IEstimator<ITransformer>> Function { get; } = Setting.Required(Function);

    public override IReadOnlyCollection<string> ParameterNames => Properties.Names;

    public override bool PreparesFeatures => Prepares;

    public override bool UsesWeights => true; // it is given the column

    private static SettingProperties Properties => SettingProperties.Of(typeof(THyperparameters));

    private ParameterSet Parameters { get; init; } = ParameterSet.Empty;

    public override MLTrainer With(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var all = ParameterSet.Create(Parameters.Where(own => !parameters.ContainsKey(own.Key)).Concat(parameters));
        _ = Properties.Set(new THyperparameters(), all);
        return this with { Parameters = all };
    }

    public override IEstimator<ITransformer> Create(MLContext ml, MLColumns columns) =>
        Function(ml, columns, Properties.Set(new THyperparameters(), Parameters));

    public override string ToString() => $"{typeof(THyperparameters).Name} {Parameters.ToDisplayString()}";
}
