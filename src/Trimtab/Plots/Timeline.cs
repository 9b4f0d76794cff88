namespace Trimtab.Plots;

/// <summary>When each trial ran and how it ended: where workers waited.</summary>
public static class Timeline
{
    /// <summary>Draws every trial that began, as a stroke from its beginning to its end, in seconds since the first.</summary>
    public static LinePlot Of(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        var trials = study.Trials.Where(trial => trial.Started is not null && trial.IsFinished).ToList();
        var first = trials.Select(trial => trial.Started!.Value).DefaultIfEmpty().Min();
        return new()
        {
            Title = $"{study.Name}: who ran when",
            XLabel = "seconds",
            YLabel = "trial",
            Curves = [.. trials.GroupBy(trial => trial.State).OrderBy(group => group.Key).Select(group => new Curve(
                group.Key.ToString().ToLowerInvariant(),
                [.. group.SelectMany(trial => Stroke((trial.Started!.Value - first).TotalSeconds, trial.Duration.TotalSeconds))],
                [.. group.SelectMany(trial => new[] { trial.Number, trial.Number, double.NaN })])
            { IsStrokes = true })],
        };
    }

    private static double[] Stroke(double start, double length) => [start, start + length, start + length];
}
