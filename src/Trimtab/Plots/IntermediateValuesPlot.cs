namespace Trimtab.Plots;

/// <summary>Intermediate values of the trials by epoch: learning curves, best trial first. Pruned and paused trials are dashed.</summary>
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

    /// <summary>The most trials drawn, the best ones, 1 or more. Default 12: more curves cannot be distinguished.</summary>
    public int MaxTrials { get; init => field = Setting.AtLeast(value, 1); } = 12;

    /// <inheritdoc/>
    public override LineChart Draw(StudySnapshot study)
    {
        RequireObjectives(study);
        string metric = Metric ?? study.Options.Pruner.Metric;
        var objective = study.Objectives[0];
        var curves = study.Trials
            .Select(trial => (Trial: trial, Curve: CurveOf(trial, metric)))
            .Where(item => item.Curve.X.Count > 0)
            .OrderBy(item => LossOf(item.Trial, objective))
            .Take(MaxTrials);
        return new()
        {
            Title = $"{study.Name}: intermediate values",
            XLabel = "epoch",
            YLabel = metric,
            Curves = [.. curves.Select(item => item.Curve)],
        };
    }

    private Curve CurveOf(Trial trial, string metric)
    {
        var reports = trial.Reports.Where(report => report.Fold == Fold && report.Metrics.ContainsKey(metric)).ToList();
        double[] epochs = [.. reports.Select(report => (double)report.Epoch)];
        double[] values = [.. reports.Select(report => report.Metrics[metric])];
        return new(Invariant($"trial {trial.Number}"), epochs, values) { IsDashed = trial.IsStoppedEarly };
    }

    private static double LossOf(Trial trial, Objective objective) =>
        trial.Values.TryGetValue(objective.Name, out double value) ? objective.Loss(value) : double.PositiveInfinity;
}
