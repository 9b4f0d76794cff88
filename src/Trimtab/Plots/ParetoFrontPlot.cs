namespace Trimtab.Plots;

/// <summary>Two objectives of every complete trial: the Pareto front, the dominated and the infeasible trials.</summary>
/// <remarks>
/// <code>
/// LineChart chart = new ParetoFrontPlot { XObjective = "latency", YObjective = "accuracy" }.Draw(study);
/// </code>
/// </remarks>
[Named("pareto_front")]
public sealed record ParetoFrontPlot : Plot
{
    /// <summary>Name of the objective on the horizontal axis; <see langword="null"/>, the default, for the first of the others.</summary>
    public string? XObjective { get; init; }

    /// <summary>Name of the objective on the vertical axis; <see langword="null"/>, the default, for the first of the others.</summary>
    public string? YObjective { get; init; }

    /// <inheritdoc/>
    public override int MinObjectives => 2;

    /// <summary>
    /// Draws the trials; no other trial dominates those on the front in all of the study's objectives, not only in the two drawn. Trials
    /// that violate a constraint, if there are any, are a curve of their own.
    /// </summary>
    /// <param name="study">Options and trials; of two objectives or more.</param>
    /// <inheritdoc cref="Plot.Draw" path="/exception"/>
    public override LineChart Draw(StudySnapshot study)
    {
        RequireObjectives(study);
        var x = study.ObjectiveNamed(XObjective ?? study.Objectives.First(objective => objective.Name != YObjective).Name);
        var y = study.ObjectiveNamed(YObjective ?? study.Objectives.First(objective => objective.Name != x.Name).Name);
        var front = Pareto.Front(study.Trials, study.Objectives).OrderBy(trial => trial.Values[x.Name]).ToList();
        var isFront = front.Select(trial => trial.Number).ToHashSet();
        var others = study.Trials.Completed.Where(trial => !isFront.Contains(trial.Number)).ToLookup(trial => !trial.IsFeasible);
        return new()
        {
            Title = $"{study.Name}: Pareto front",
            XLabel = x.Name,
            YLabel = y.Name,
            Curves =
            [
                Points("dominated", others[false], x, y),
                Points("Pareto front", front, x, y) with { IsPoints = false, IsDashed = true },
                .. others.Contains(true) ? [Points("infeasible", others[true], x, y)] : Array.Empty<Curve>(),
            ],
        };
    }

    private static Curve Points(string name, IEnumerable<Trial> trials, Objective x, Objective y) =>
        new(name, [.. trials.Select(trial => trial.Values[x.Name])], [.. trials.Select(trial => trial.Values[y.Name])]) { IsPoints = true };
}
