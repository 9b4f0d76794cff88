namespace Trimtab.Plots;

/// <summary>Mean rank of the trials in each cell of a grid over two parameters: robust to a few very bad values.</summary>
/// <remarks>
/// Ranks go from 0, the best complete trial, to 1, the worst; equal values share their mean rank.
/// <code>
/// HeatMapChart chart = new RankPlot { XParameter = "rate", YParameter = "units", Cells = 6 }.Draw(study);
/// </code>
/// </remarks>
[Named("rank")]
public sealed record RankPlot : ParameterPairPlot
{
    private protected override HeatMapChart Draw(StudySnapshot study, Objective objective, string[] names)
    {
        Trial[] trials = [.. study.Trials.Completed.Where(trial => !double.IsNaN(trial.Values[objective.Name]))];
        double[] losses = [.. trials.Select(trial => objective.Loss(trial.Values[objective.Name])).Order()];
        double RankOfTrial(Trial trial) => RankOf(losses, objective.Loss(trial.Values[objective.Name]));
        string title = $"{objective.Name}: mean rank by {string.Join(" and ", names)}, 0 is best";
        return CellsOf(title, trials, names, RankOfTrial, ranks => ranks.Average()) with
        {
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
