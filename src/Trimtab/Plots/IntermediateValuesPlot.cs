namespace Trimtab.Plots;

/// <summary>
/// Intermediate values of the trials by epoch: learning curves, best trial first. Pruned and paused trials are dashed; where not all trials
/// are drawn, the title has how many, and up to half of them are stopped ones, the longest first.
/// </summary>
/// <remarks>
/// <code>
/// LineChart chart = new IntermediateValuesPlot { MaxTrials = 20 }.Draw(study);
/// </code>
/// </remarks>
[Named("intermediate_values")]
public sealed record IntermediateValuesPlot : Plot
{
    /// <summary>Name of the reported metric; <see langword="null"/>, the default, for the one the study's pruner reads.</summary>
    public string? Metric { get; init; }

    /// <summary>The fold whose reports are drawn, from 0. Default 0.</summary>
    public int Fold { get; init => field = Setting.AtLeast(value, 0); }

    /// <summary>
    /// Whether the axis has steps, as storages and other programs have them, from 0, and not epochs, from 1. Default <see
    /// langword="false"/>.
    /// </summary>
    public bool BySteps { get; init; }

    /// <summary>The most trials drawn, the best and the longest of the stopped, 1 or more. Default 12: more can't be told apart.</summary>
    public int MaxTrials { get; init => field = Setting.AtLeast(value, 1); } = 12;

    /// <inheritdoc/>
    public override LineChart Draw(StudySnapshot study)
    {
        RequireObjectives(study);
        string metric = Metric ?? study.Options.Pruner.Metric;
        var objective = study.Objectives[0];
        var all = study.Trials
            .Select(trial => (Trial: trial, Curve: CurveOf(trial, metric)))
            .Where(item => item.Curve.X.Count > 0)
            .OrderBy(item => LossOf(item.Trial, objective))
            .ToList();
        var stopped = all.Where(item => item.Trial.IsStoppedEarly).OrderByDescending(item => item.Curve.X.Count).ToList();
        int others = Math.Max(MaxTrials - (MaxTrials / 2), MaxTrials - stopped.Count);
        var drawn = all.Where(item => !item.Trial.IsStoppedEarly).Take(others).ToList();
        drawn = all.Count <= MaxTrials ? all : [.. drawn, .. stopped.Take(MaxTrials - drawn.Count)];
        string which = drawn.Count < all.Count ? Invariant($", {drawn.Count} of {all.Count} trials") : "";
        return new()
        {
            Title = $"{study.Name}: intermediate values{which}",
            XLabel = BySteps ? "step" : "epoch",
            YLabel = metric,
            Curves = [.. drawn.Select(item => item.Curve)],
        };
    }

    private Curve CurveOf(Trial trial, string metric)
    {
        var reports = trial.Reports.Where(report => report.Fold == Fold && report.Metrics.ContainsKey(metric)).ToList();
        double[] epochs = [.. reports.Select(report => (double)report.Epoch - (BySteps ? 1 : 0))];
        double[] values = [.. reports.Select(report => report.Metrics[metric])];
        return new(Invariant($"trial {trial.Number}"), epochs, values) { IsDashed = trial.IsStoppedEarly };
    }

    private static double LossOf(Trial trial, Objective objective) =>
        trial.Values.TryGetValue(objective.Name, out double value) ? objective.Loss(value) : double.PositiveInfinity;
}
