namespace Trimtab.Plots;

/// <summary>Best objective value found in each cell of a grid over two parameters.</summary>
/// <remarks>
/// <code>
/// HeatMapChart chart = new ContourPlot { XParameter = "rate", YParameter = "units" }.Draw(study);
/// </code>
/// </remarks>
[Named("contour")]
public sealed record ContourPlot : Plot
{
    /// <summary>Parameter on the horizontal axis; <see langword="null"/>, the default, for the most important one.</summary>
    public string? XParameter { get; init; }

    /// <summary>Parameter on the vertical axis; <see langword="null"/>, the default, for the most important of the others.</summary>
    public string? YParameter { get; init; }

    /// <summary>Cells along a numeric parameter, 2 to 1000; a categorical one has a cell a choice. Default 8.</summary>
    public int Cells { get; init => field = Setting.Between(value, 2, 1000); } = 8;

    /// <summary>Name of the objective; <see langword="null"/>, the default, for the first.</summary>
    public string? Objective { get; init; }

    /// <inheritdoc/>
    public override HeatMapChart Draw(StudySnapshot study)
    {
        RequireObjectives(study);
        var objective = study.ObjectiveNamed(Objective);
        string[] names = PlottedParameters.Choose(study, objective, XParameter, YParameter);
        var cells = new ParameterCells(study.FiniteTrials(objective), names, Cells, trial => trial.Values[objective.Name]);
        return new()
        {
            Title = $"{objective.Name}: best by {string.Join(" and ", names)}",
            XLabel = names.ElementAtOrDefault(0) ?? "",
            YLabel = names.ElementAtOrDefault(1) ?? "",
            Rows = cells.Rows,
            Columns = cells.Columns,
            Values = cells.Aggregate(values => values.MinBy(objective.Loss)),
            Direction = objective.Direction,
            Format = "G3",
        };
    }
}
