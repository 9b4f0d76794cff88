using Trimtab;
using Trimtab.Plots;

namespace OwnParts;

/// <summary>Regret by complete trials: the distance of the best value so far from the best of all.</summary>
[Named("regret")]
public sealed record RegretPlot : Plot
{
    /// <summary>Name of the objective; <see langword="null"/>, the default, for the first.</summary>
    public string? Objective { get; init; }

    /// <inheritdoc/>
    public override LineChart Draw(StudySnapshot study)
    {
        RequireObjectives(study);
        var objective = study.ObjectiveNamed(Objective);
        double[] losses = [.. study.FiniteTrials(objective).Select(trial => objective.Loss(trial.Values[objective.Name]))];
        double least = losses.DefaultIfEmpty().Min(), best = double.PositiveInfinity;
        return new()
        {
            Title = $"Regret of {objective.Name}",
            XLabel = "complete trials",
            YLabel = $"{objective.Name}, distance from the best",
            Curves =
            [
                new(
                    "regret",
                    [.. Enumerable.Range(1, losses.Length).Select(n => (double)n)],
                    [.. losses.Select(loss => (best = Math.Min(best, loss)) - least)]),
            ],
        };
    }
}
