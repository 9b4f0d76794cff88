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

    /// <summary>
    /// Draws the importances, which sum to 1; no data before two complete trials have a parameter in common that varies. Of few trials the
    /// label of the axis has <see cref="ImportanceEvaluator.Caveat"/>.
    /// </summary>
    /// <param name="study">Options and trials.</param>
    public override DotChart Draw(StudySnapshot study)
    {
        RequireObjectives(study);
        var objective = study.ObjectiveNamed(Objective);
        var importances = Evaluator.OfOrEmpty(study, objective);
        string caveat = importances.Count > 0 ? ImportanceEvaluator.Caveat(study, objective.Name) : "";
        return new()
        {
            Title = TitleOf(study, "parameter importance", objective),
            XLabel = $"importance, as a fraction{(caveat.Length > 0 ? $". {caveat}" : "")}",
            Categories = [.. importances.Select(item => item.Parameter)],
            Values = [.. importances.Select(item => item.Importance)],
        };
    }
}
