namespace Trimtab.Plots;

/// <summary>Every complete trial's figure, and the best so far.</summary>
public static class OptimizationHistory
{
    /// <summary>Draws one objective of a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="objective">Which figure; null for the first.</param>
    public static LinePlot Of(Study study, string? objective = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        var judged = study.Options.Objectives.FirstOrDefault(o => o.Name == objective) ?? study.Options.Objectives[0];
        var trials = study.Trials.Completed.Where(trial => trial.Violation <= 0 && double.IsFinite(trial.Values[judged.Name])).ToList();
        double[] numbers = [.. trials.Select(trial => (double)trial.Number)], values = [.. trials.Select(trial => trial.Values[judged.Name])], best = [.. values];
        for (int i = 1; i < best.Length; i++)
        {
            best[i] = judged.Loss(best[i]) < judged.Loss(best[i - 1]) ? best[i] : best[i - 1];
        }

        return new()
        {
            Title = $"History of {study.Name}",
            XLabel = "trial",
            YLabel = judged.Name,
            Curves = [new("trials", numbers, values) { IsPoints = true }, Stairs("best so far", numbers, best)],
        };
    }

    /// <summary>A best so far stays what it was until the next one is found.</summary>
    private static Curve Stairs(string name, double[] x, double[] y) => new(
        name,
        [.. x.SelectMany((at, i) => i > 0 && y[i] != y[i - 1] ? new[] { at, at } : [at])],
        [.. y.SelectMany((best, i) => i > 0 && best != y[i - 1] ? new[] { y[i - 1], best } : [best])]);
}
