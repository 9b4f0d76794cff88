namespace Trimtab.Plots;

/// <summary>Best objective value found in each cell of a grid over two parameters.</summary>
/// <remarks>
/// Trials that violate a constraint, and infinite values, are left out.
/// <code>
/// HeatMapChart chart = new ContourPlot { XParameter = "rate", YParameter = "units" }.Draw(study);
/// </code>
/// </remarks>
[Named("contour")]
public sealed record ContourPlot : ParameterPairPlot
{
    private protected override HeatMapChart Draw(StudySnapshot study, Objective objective, string[] names) =>
        CellsOf(
            TitleOf($"{objective.Name}: best", names),
            [.. study.FiniteTrials(objective).Where(trial => trial.IsFeasible)],
            names,
            trial => trial.Values[objective.Name],
            values => values.MinBy(objective.Loss)) with
        {
            Direction = objective.Direction,
            Format = "G3",
        };
}
