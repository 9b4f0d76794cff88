namespace Trimtab.Plots;

/// <summary>Mean rank of the trials in each cell of a grid over two parameters: robust to a few very bad values.</summary>
/// <remarks>
/// <code>
/// HeatMapChart chart = new RankPlot { XParameter = "rate", YParameter = "units", Cells = 6 }.Draw(study);
/// </code>
/// </remarks>
[Named("rank")]
public sealed record RankPlot : Plot
{
    /// <summary>Parameter on the horizontal axis; <see langword="null"/>, the default, for the most important one.</summary>
    public string? XParameter { get; init; }

    /// <summary>Parameter on the vertical axis; <see langword="null"/>, the default, for the most important of the others.</summary>
    public string? YParameter { get; init; }

    /// <summary>Cells along a numeric parameter, 2 to 1000; a categorical one has a cell a choice. Default 8.</summary>
    public int Cells { get; init => field = Setting.Between(value, 2, 1000); } = 8;

    /// <summary>Name of the objective; <see langword="null"/>, the default, for the first.</summary>
    public string? Objective { get; init; }

    /// <summary>Draws mean ranks from 0, the best complete trial, to 1, the worst; equal values share their mean rank.</summary>
    /// <param name="study">Options and trials.</param>
    /// <inheritdoc cref="Plot.Draw" path="/exception"/>
    public override HeatMapChart Draw(StudySnapshot study)
    {
        RequireObjectives(study);
        var objective = study.ObjectiveNamed(Objective);
        string[] names = PlottedParameters.Choose(study, objective, XParameter, YParameter);
        Trial[] trials = [.. study.Trials.Completed.Where(trial => !double.IsNaN(trial.Values[objective.Name]))];
        double[] losses = [.. trials.Select(trial => objective.Loss(trial.Values[objective.Name])).Order()];
        var cells = new ParameterCells(trials, names, Cells, trial => RankOf(losses, objective.Loss(trial.Values[objective.Name])));
        return new()
        {
            Title = $"{objective.Name}: mean rank by {string.Join(" and ", names)}, 0 is best",
            XLabel = names.ElementAtOrDefault(0) ?? "",
            YLabel = names.ElementAtOrDefault(1) ?? "",
            Rows = cells.Rows,
            Columns = cells.Columns,
            Values = cells.Aggregate(ranks => ranks.Average()),
            Direction = Direction.Minimize,
            Format = "0.00",
        };
    }

    /// <summary>The rank of a loss among sorted ones, from 0 to 1, the mean of its equals' ranks. O(log trials).</summary>
    private static double RankOf(double[] sorted, double loss)
    {
        double below = CountWhile(sorted, other => other < loss), equal = CountWhile(sorted, other => other <= loss) - below;
        return sorted.Length == 1 ? 0 : (below + ((equal - 1) / 2)) / (sorted.Length - 1);
    }

    private static int CountWhile(double[] sorted, Func<double, bool> isBefore)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = isBefore(sorted[middle]) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
