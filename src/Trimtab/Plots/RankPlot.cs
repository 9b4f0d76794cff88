using Trimtab.Numerics;

namespace Trimtab.Plots;

/// <summary>Mean rank of the trials in each cell of a grid over two parameters: robust to a few very bad values.</summary>
/// <remarks>
/// Ranks go from 0, the best complete trial, to 1, the worst; equal values share their mean rank. Trials that violate a constraint are left
/// out.
/// <code>
/// HeatMapChart chart = new RankPlot { XParameter = "rate", YParameter = "units", Cells = 6 }.Draw(study);
/// </code>
/// </remarks>
[Named("rank")]
public sealed record RankPlot : ParameterPairPlot
{
    private protected override HeatMapChart Draw(StudySnapshot study, Objective objective, string[] names)
    {
        Trial[] trials = [.. study.Trials.Completed.Where(trial => trial.IsFeasible && !double.IsNaN(trial.Values[objective.Name]))];
        double[] losses = [.. trials.Select(LossOf)];
        double[] ranks = [.. Ranks.Of(losses).Select(rank => (rank - 1) / Math.Max(1, losses.Length - 1))];
        var rankOf = losses.Zip(ranks).DistinctBy(item => item.First).ToDictionary(item => item.First, item => item.Second);
        string title = TitleOf($"{objective.Name}: mean rank, 0 is best,", names);
        return CellsOf(title, trials, names, trial => rankOf[LossOf(trial)], cell => cell.Average()) with
        {
            Direction = Direction.Minimize,
            Format = "0.00",
        };

        double LossOf(Trial trial) => objective.Loss(trial.Values[objective.Name]);
    }
}
