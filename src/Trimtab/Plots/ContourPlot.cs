namespace Trimtab.Plots;

/// <summary>The best figure found in each cell of two parameters.</summary>
public static class ContourPlot
{
    /// <summary>Draws complete trials over a grid of cells; lists have a row or column a choice.</summary>
    /// <param name="study">The study.</param>
    /// <param name="across">The parameter that runs to the right.</param>
    /// <param name="up">The other.</param>
    /// <param name="cells">Cells along a numeric parameter, 2 or more. Default 8.</param>
    /// <exception cref="TrimtabException">No complete trial has both parameters.</exception>
    public static HeatMapPlot Of(Study study, string across, string up, int cells = 8)
    {
        ArgumentNullException.ThrowIfNull(study);
        var objective = study.Options.Objectives[0];
        var sorted = new ParameterCells(study, across, up, cells, trial => trial.Values[objective.Name]);
        return new()
        {
            Title = $"{objective.Name}: the best by {across} and {up}",
            XLabel = across,
            YLabel = up,
            Rows = sorted.Rows,
            Columns = sorted.Columns,
            Values = sorted.Fold(values => values.MinBy(objective.Loss)),
            Direction = objective.Direction,
            Format = "G3",
        };
    }
}
