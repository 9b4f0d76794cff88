namespace Trimtab.Plots;

/// <summary>Two objectives of every complete trial: the Pareto front and the dominated trials.</summary>
/// <remarks>
/// <code>
/// LineChart chart = new ParetoFrontPlot { XObjective = "latency", YObjective = "accuracy" }.Draw(study);
/// </code>
/// </remarks>
[Named("pareto_front")]
public sealed record ParetoFrontPlot : Plot
{
    /// <summary>Name of the objective on the horizontal axis; <see langword="null"/>, the default, for the first.</summary>
    public string? XObjective { get; init; }

    /// <summary>Name of the objective on the vertical axis; <see langword="null"/>, the default, for the second.</summary>
    public string? YObjective { get; init; }

    /// <inheritdoc/>
    public override int MinObjectives => 2;

    /// <summary>
    /// Draws the trials; those on the front dominate all others in all of the study's objectives, not only in the two drawn.
    /// </summary>
    /// <param name="study">Options and trials; of two objectives or more.</param>
    /// <inheritdoc cref="Plot.Draw" path="/exception"/>
    public override LineChart Draw(StudySnapshot study)
    {
        RequireObjectives(study);
        Objective x = study.ObjectiveNamed(XObjective), y = study.ObjectiveNamed(YObjective ?? study.Objectives[1].Name);
        var front = Pareto.Front(study.Trials, study.Objectives).OrderBy(trial => trial.Values[x.Name]).ToList();
        var isFront = front.Select(trial => trial.Number).ToHashSet();
        var dominated = study.Trials.Completed.Where(trial => !isFront.Contains(trial.Number)).ToList();
        return new()
        {
            Title = $"{study.Name}: Pareto front",
            XLabel = x.Name,
            YLabel = y.Name,
            Curves =
            [
                new("dominated", ValuesOf(dominated, x), ValuesOf(dominated, y)) { IsPoints = true },
                new("Pareto front", ValuesOf(front, x), ValuesOf(front, y)) { IsDashed = true },
            ],
        };
    }

    private static double[] ValuesOf(IEnumerable<Trial> trials, Objective objective) =>
        [.. trials.Select(trial => trial.Values[objective.Name])];
}
