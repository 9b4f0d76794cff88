namespace Trimtab.Plots;

/// <summary>How good trials are in each cell of two parameters, by their ranks: a few very bad ones hide nothing.</summary>
public static class RankPlot
{
    /// <summary>Draws the mean rank of the complete trials of each cell, from 0 for the best to 1 for the worst; equal figures share their rank.</summary>
    /// <param name="study">The study.</param>
    /// <param name="across">The parameter that runs to the right.</param>
    /// <param name="up">The other.</param>
    /// <param name="cells">Cells along a numeric parameter, 2 or more. Default 8.</param>
    /// <exception cref="TrimtabException">No complete trial has both parameters.</exception>
    public static HeatMapPlot Of(Study study, string across, string up, int cells = 8)
    {
        ArgumentNullException.ThrowIfNull(study);
        var objective = study.Options.Objectives[0];
        double[] losses = [.. study.Trials.Completed.Select(trial => objective.Loss(trial.Values[objective.Name])).Order()];
        var sorted = new ParameterCells(study, across, up, cells, trial => RankOf(losses, objective.Loss(trial.Values[objective.Name])));
        return new()
        {
            Title = $"{objective.Name}: mean rank by {across} and {up}, 0 is best",
            XLabel = across,
            YLabel = up,
            Rows = sorted.Rows,
            Columns = sorted.Columns,
            Values = sorted.Fold(ranks => ranks.Average()),
            Direction = Direction.Minimize,
            Format = "0.00",
        };
    }

    private static double RankOf(double[] sorted, double loss)
    {
        double below = sorted.Count(other => other < loss), equal = sorted.Count(other => other == loss);
        return sorted.Length == 1 ? 0 : (below + ((equal - 1) / 2)) / (sorted.Length - 1);
    }
}
