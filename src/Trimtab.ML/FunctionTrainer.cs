using System.Text;
using Microsoft.ML;
using Trimtab.Spaces;

namespace Trimtab.ML;

/// <summary>A pipeline that a function makes from typed hyperparameters.</summary>
/// <param name="Function">Makes it.</param>
/// <param name="Prepares">Whether it encodes texts and fills in missing features.</param>
/// <param name="Task">The only task of its trainer; or null.</param>
internal sealed record FunctionTrainer<THyperparameters>(
    Func<MLContext, MLColumns, THyperparameters, IEstimator<ITransformer>> Function, bool Prepares, MLTask? Task) : MLTrainer
    where THyperparameters : class, new()
{
    public Func<MLContext, MLColumns, THyperparameters, IEstimator<ITransformer>> Function { get; } = Setting.Required(Function);

    public override IReadOnlyCollection<string> ParameterNames => Properties.Names;

    public override bool PreparesFeatures => Prepares;

    public override bool UsesWeights => true; // it is given the column

    private static SettingProperties Properties => SettingProperties.Of(typeof(THyperparameters));

    private ParameterSet Parameters { get; init; } = ParameterSet.Empty;

    public override bool Supports(MLTask task) => Task is null || Task == task;

    public override MLTrainer With(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var all = Parameters.Overlaid(parameters);
        _ = Properties.With(new THyperparameters(), all);
        return this with { Parameters = all };
    }

    public override IEstimator<ITransformer> Create(MLContext ml, MLColumns columns) =>
        Function(ml, columns, Properties.With(new THyperparameters(), Parameters));

    protected override bool PrintMembers(StringBuilder builder)
    {
        builder.Append(typeof(THyperparameters).Name).Append(" of ")
            .Append(Parameters.Count > 0 ? Parameters.ToDisplayString() : "its defaults");
        return true;
    }
}
