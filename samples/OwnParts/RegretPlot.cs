using Trimtab;
using Trimtab.Plots;

namespace OwnParts;

/// <summary>How far the best trial so far was from the best of all, over the course of a study.</summary>
public static class RegretPlot
{
    /// <summary>Draws the complete trials of a study of one objective.</summary>
    /// <exception cref="TrimtabException">There is none.</exception>
    public static LinePlot Of(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        var objective = study.Options.Objectives[0];
        double[] losses = [.. study.Trials.Completed.Select(trial => objective.Loss(trial.Values[objective.Name]))];
        if (losses.Length == 0)
        {
            throw new TrimtabException($"A regret plot needs a complete trial. {study.Name} has none.");
        }

        double least = losses.Min(), best = double.PositiveInfinity;
        return new()
        {
            Title = $"Regret of {objective.Name}",
            XLabel = "complete trials",
            YLabel = $"{objective.Name}, distance from the best",
            Curves = [new("regret", [.. Enumerable.Range(1, losses.Length).Select(n => (double)n)], [.. losses.Select(loss => (best = Math.Min(best, loss)) - least)])],
        };
    }
}
