using Trimtab.Importance;

namespace Trimtab.Plots;

/// <summary>Importance of each parameter for an objective, the most important on top.</summary>
/// <remarks>
/// <code>
/// DotChart chart = new ParameterImportancePlot { Evaluator = new FunctionalAnova() }.Draw(study);
/// </code>
/// </remarks>
[Named("param_importances")]
public sealed record ParameterImportancePlot : Plot
{
    /// <summary>The method. Default: <see cref="PedAnova"/>.</summary>
    public ImportanceEvaluator Evaluator { get; init => field = Setting.Required(value); } = new PedAnova();

    /// <summary>Name of the objective; <see langword="null"/>, the default, for the first.</summary>
    public string? Objective { get; init; }

    /// <summary>Draws the importances, which sum to 1; no data before two complete trials have a parameter in common that varies.</summary>
    /// <param name="study">Options and trials.</param>
    public override DotChart Draw(StudySnapshot study)
    {
        RequireObjectives(study);
        var importances = Evaluator.OfOrEmpty(study, study.ObjectiveNamed(Objective));
        return new()
        {
            Title = $"{study.Name}: parameter importance",
            XLabel = "importance, as a fraction",
            Categories = [.. importances.Select(item => item.Parameter)],
            Values = [.. importances.Select(item => item.Importance)],
        };
    }
}
