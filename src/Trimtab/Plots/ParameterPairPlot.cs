namespace Trimtab.Plots;

/// <summary>A plot of one number in each cell of a grid over two parameters.</summary>
public abstract record ParameterPairPlot : Plot
{
    private protected ParameterPairPlot()
    {
    }

    /// <summary>Parameter on the horizontal axis; <see langword="null"/>, the default, for the most important one.</summary>
    public string? XParameter { get; init; }

    /// <summary>Parameter on the vertical axis; <see langword="null"/>, the default, for the most important of the others.</summary>
    public string? YParameter { get; init; }

    /// <summary>
    /// The most cells along a numeric parameter, 2 to 1000; a categorical one has a cell a choice. Default 8. The label of a cell is the
    /// value in its middle; of whole numbers and steps its only value or the range of its values, as 3–5.
    /// </summary>
    public int Cells { get; init => field = Setting.Between(value, 2, 1000); } = 8;

    /// <summary>Name of the objective; <see langword="null"/>, the default, for the first.</summary>
    public string? Objective { get; init; }

    /// <summary>Draws the cells; one without a trial holds NaN.</summary>
    /// <param name="study">Options and trials.</param>
    /// <inheritdoc cref="Plot.Draw" path="/exception"/>
    public sealed override HeatMapChart Draw(StudySnapshot study)
    {
        RequireObjectives(study);
        var objective = study.ObjectiveNamed(Objective);
        return Draw(study, objective, PlottedParameters.Choose(study, objective, XParameter, YParameter));
    }

    /// <summary>Draws the cells over the parameters called <paramref name="names"/>; fewer than two give no cells.</summary>
    private protected abstract HeatMapChart Draw(StudySnapshot study, Objective objective, string[] names);

    /// <summary>What is drawn by which parameters; without parameters only what.</summary>
    private protected static string TitleOf(string what, string[] names) =>
        names.Length == 0 ? what.TrimEnd(',') : $"{what} by {string.Join(" and ", names)}";

    /// <summary>The cells of trials, each with one number from those of its trials.</summary>
    private protected HeatMapChart CellsOf(
        string title,
        IReadOnlyList<Trial> trials,
        string[] names,
        Func<Trial, double> valueOf,
        Func<IReadOnlyList<double>, double> aggregate)
    {
        var cells = new ParameterCells(trials, names, Cells, valueOf);
        return new()
        {
            Title = title,
            XLabel = names.ElementAtOrDefault(0) ?? "",
            YLabel = names.ElementAtOrDefault(1) ?? "",
            Rows = cells.Rows,
            Columns = cells.Columns,
            Values = cells.Aggregate(aggregate),
        };
    }
}
