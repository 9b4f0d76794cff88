namespace Trimtab.Plots;

/// <summary>The objective value of every complete trial by trial number, and the best value so far.</summary>
/// <remarks>
/// Trials that violate a constraint, and infinite values, are left out.
/// <code>
/// LineChart chart = new OptimizationHistoryPlot().Draw(study);
/// </code>
/// </remarks>
[Named("optimization_history")]
public sealed record OptimizationHistoryPlot : Plot
{
    /// <summary>Name of the objective; <see langword="null"/>, the default, for the first.</summary>
    public string? Objective { get; init; }

    /// <inheritdoc/>
    public override LineChart Draw(StudySnapshot study)
    {
        RequireObjectives(study);
        var objective = study.ObjectiveNamed(Objective);
        var trials = study.FiniteTrials(objective).Where(trial => trial.IsFeasible).ToList();
        double[] numbers = [.. trials.Select(trial => (double)trial.Number)];
        double[] values = [.. trials.Select(trial => trial.Values[objective.Name])], best = [.. values];
        for (int i = 1; i < best.Length; i++)
        {
            best[i] = objective.Loss(best[i]) < objective.Loss(best[i - 1]) ? best[i] : best[i - 1];
        }

        return new()
        {
            Title = TitleOf(study, "optimization history", objective),
            XLabel = "trial",
            YLabel = objective.Name,
            Curves = [new("trials", numbers, values) { IsPoints = true }, StepCurve.Of("best so far", numbers, best)],
        };
    }
}
