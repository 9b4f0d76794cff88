namespace Trimtab.Plots;

/// <summary>What trials reported on their way, epoch by epoch.</summary>
public static class LearningCurves
{
    /// <summary>Draws every trial with reports; pruned and paused ones are dashed.</summary>
    /// <param name="study">The study.</param>
    /// <param name="fold">Which fold. Default 0.</param>
    /// <param name="most">Trials at most, the best first. Default 12: more can't be told apart.</param>
    public static LinePlot Of(Study study, int fold = 0, int most = 12)
    {
        ArgumentNullException.ThrowIfNull(study);
        string metric = study.Options.Pruner.Metric;
        var objective = study.Options.Objectives[0];
        var trials = study.Trials
            .Where(trial => trial.Reports.Any(report => report.Fold == fold && report.Metrics.ContainsKey(metric)))
            .OrderBy(trial => trial.Values.TryGetValue(objective.Name, out double value) ? objective.Loss(value) : double.PositiveInfinity)
            .Take(most);
        return new()
        {
            Title = $"On the way in {study.Name}",
            XLabel = "epoch",
            YLabel = metric,
            Curves = [.. trials.Select(trial => CurveOf(trial, fold, metric))],
        };
    }

    private static Curve CurveOf(Trial trial, int fold, string metric)
    {
        var reports = trial.Reports.Where(report => report.Fold == fold && report.Metrics.ContainsKey(metric)).ToList();
        return new(Invariant($"trial {trial.Number}"), [.. reports.Select(report => (double)report.Epoch)], [.. reports.Select(report => report.Metrics[metric])]) { IsDashed = trial.IsStoppedEarly };
    }
}
