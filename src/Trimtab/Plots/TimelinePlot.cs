namespace Trimtab.Plots;

/// <summary>Start and end of every finished trial, coloured by state: shows how well workers were used.</summary>
/// <remarks>
/// <code>
/// LineChart chart = new TimelinePlot().Draw(study);
/// </code>
/// </remarks>
[Named("timeline")]
public sealed record TimelinePlot : Plot
{
    /// <summary>Draws one segment a trial, from its start to its end, in seconds since the first start.</summary>
    /// <param name="study">Options and trials; trials without a start time are left out.</param>
    public override LineChart Draw(StudySnapshot study)
    {
        RequireObjectives(study);
        var trials = study.Trials.Where(trial => trial.Started is not null && trial.IsFinished).ToList();
        var first = trials.Select(trial => trial.Started!.Value).DefaultIfEmpty().Min();
        return new()
        {
            Title = $"{study.Name}: timeline",
            XLabel = "seconds",
            YLabel = "trial",
            Curves = [.. trials.GroupBy(trial => trial.State).OrderBy(group => group.Key).Select(group => new Curve(
                $"{group.Key}".ToLowerInvariant(),
                [.. group.SelectMany(trial => Segment((trial.Started!.Value - first).TotalSeconds, trial.Duration.TotalSeconds))],
                [.. group.SelectMany(trial => new[] { trial.Number, trial.Number, double.NaN })])
            { IsStrokes = true })],
        };
    }

    private static double[] Segment(double start, double length) => [start, start + length, start + length]; // the third is a gap
}
