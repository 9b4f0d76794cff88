using Trimtab.Importance;

namespace Trimtab.Plots;

/// <summary>How much each parameter mattered, the most important on top.</summary>
public static class ImportancePlot
{
    /// <summary>Draws one objective of a study.</summary>
    /// <param name="study">With two or more complete trials.</param>
    /// <param name="evaluator">Who judges. Default: <see cref="PedAnova"/>.</param>
    /// <param name="objective">Which figure; null for the first.</param>
    /// <exception cref="TrimtabException">There are too few trials, or no parameter in common.</exception>
    public static DotPlot Of(Study study, ImportanceEvaluator? evaluator = null, string? objective = null)
    {
        var importances = (evaluator ?? new PedAnova()).Of(study, objective);
        return new()
        {
            Title = $"What mattered in {study.Name}",
            XLabel = "importance, 1 in all",
            Categories = [.. importances.Select(item => item.Parameter)],
            Values = [.. importances.Select(item => item.Importance)],
        };
    }
}
