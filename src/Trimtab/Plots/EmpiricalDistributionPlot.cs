namespace Trimtab.Plots;

/// <summary>
/// Empirical distribution function of an objective: the fraction of complete trials that are as good as a value or better. Compares
/// studies.
/// </summary>
/// <remarks>
/// <code>
/// var other = new Study(new() { Name = "random", Sampler = new RandomSampler() });
/// LineChart chart = new EmpiricalDistributionPlot().Draw(study, other);
/// </code>
/// </remarks>
[Named("edf")]
public sealed record EmpiricalDistributionPlot : Plot
{
    /// <summary>Name of the objective; <see langword="null"/>, the default, for the first.</summary>
    public string? Objective { get; init; }

    /// <inheritdoc/>
    public override LineChart Draw(StudySnapshot study) => Draw([study]);

    /// <summary>Draws one curve a study into one chart.</summary>
    /// <param name="studies">Studies of the same objective; may be empty.</param>
    /// <exception cref="UnknownNameException">A study does not have the objective.</exception>
    public LineChart Draw(params ReadOnlySpan<StudySnapshot> studies)
    {
        var curves = new List<Curve>();
        string label = Objective ?? "";
        foreach (var study in studies)
        {
            RequireObjectives(study);
            var objective = study.ObjectiveNamed(Objective);
            double[] values = [.. study.FiniteTrials(objective).Select(trial => trial.Values[objective.Name]).OrderBy(objective.Loss)];
            curves.Add(new(study.Name, values, [.. values.Select((_, i) => (i + 1.0) / values.Length)]));
            label = objective.Name;
        }

        return new() { Title = "Empirical distribution", XLabel = label, YLabel = "fraction of trials as good or better", Curves = curves };
    }
}
