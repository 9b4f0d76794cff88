namespace Trimtab.Plots;

/// <summary>
/// Empirical distribution function of an objective: the fraction of complete trials that are as good as a value or better. Compares
/// studies.
/// </summary>
/// <remarks>
/// Trials that violate a constraint, and infinite values, are left out.
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
            var trials = study.FiniteTrials(objective).Where(trial => trial.IsFeasible);
            double[] values = [.. trials.Select(trial => trial.Values[objective.Name]).OrderBy(objective.Loss)];
            int end = values.Length - 1;
            int[] lasts = [.. Enumerable.Range(0, values.Length).Where(i => i == end || values[i] != values[i + 1])]; // of ties
            curves.Add(StepCurve.Of(
                study.Name,
                [.. values.Take(1), .. lasts.Select(i => values[i])],
                [.. values.Take(1).Select(_ => 0.0), .. lasts.Select(i => (i + 1.0) / values.Length)]));
            label = objective.Name;
        }

        string title = label.Length > 0 ? $"Empirical distribution of {label}" : "Empirical distribution";
        return new() { Title = title, XLabel = label, YLabel = "fraction of trials as good or better", Curves = curves };
    }
}
