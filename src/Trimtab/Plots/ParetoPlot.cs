namespace Trimtab.Plots;

/// <summary>Two objectives against one another: what no trial beats, and the rest.</summary>
public static class ParetoPlot
{
    /// <summary>Draws the first two objectives of a study.</summary>
    /// <exception cref="TrimtabException">It has only one.</exception>
    public static LinePlot Of(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (study.Options.Objectives is not [var first, var second, ..])
        {
            throw new TrimtabException($"A Pareto plot needs two objectives. {study.Name} has one.");
        }

        var front = study.ParetoFront.OrderBy(trial => trial.Values[first.Name]).ToList();
        var rest = study.Trials.Completed.Except(front).ToList();
        return new()
        {
            Title = $"Trade-offs of {study.Name}",
            XLabel = first.Name,
            YLabel = second.Name,
            Curves = [new("beaten", NamedValues(rest, first), NamedValues(rest, second)) { IsPoints = true }, new("unbeaten", NamedValues(front, first), NamedValues(front, second)) { IsDashed = true }],
        };
    }

    private static double[] NamedValues(IEnumerable<Trial> trials, Objective objective) => [.. trials.Select(trial => trial.Values[objective.Name])];
}
