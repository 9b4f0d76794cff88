using System.Globalization;
using Trimtab.Numerics;

namespace Trimtab.Plots;

/// <summary>Hypervolume of the Pareto front after each complete trial, of a study of several objectives.</summary>
/// <remarks>
/// Trials that violate a constraint are left out. Time is linear in trials but for the sorted front of two objectives; with three or more
/// it grows with the size of the front.
/// <code>
/// LineChart chart = new HypervolumeHistoryPlot { ReferencePoint = [1.0, 60.0] }.Draw(study);
/// </code>
/// </remarks>
[Named("hypervolume_history")]
public sealed record HypervolumeHistoryPlot : Plot
{
    private const double Margin = 0.1; // beyond the worst value

    /// <summary>
    /// Reference point: a value an objective, worse than any of interest. Default: worse than all trials by a tenth of their range; where
    /// their values are all the same, by a tenth of that, or of 1 if it is 0.
    /// </summary>
    public IReadOnlyList<double>? ReferencePoint { get; init; }

    /// <inheritdoc/>
    public override int MinObjectives => 2;

    /// <summary>Draws the exact hypervolume by trial number.</summary>
    /// <param name="study">Options and trials; of two objectives or more.</param>
    /// <exception cref="TrimtabException">
    /// The study has one objective, or <see cref="ReferencePoint"/> has not one value an objective.
    /// </exception>
    public override LineChart Draw(StudySnapshot study)
    {
        RequireObjectives(study);
        var objectives = study.Objectives;
        if (ReferencePoint is { } given && given.Count != objectives.Count)
        {
            throw new TrimtabException(
                Invariant($"A reference point must have one value an objective ({objectives.Count}). Got {given.Count}."));
        }

        Trial[] trials = [.. study.Trials.Completed.Where(trial => trial.IsFeasible)];
        double[][] points = [.. trials.Select(trial => Pareto.LossesOf(trial, objectives))];
        double[] reference = ReferencePoint is null
            ? BeyondWorst(points, objectives.Count)
            : [.. ReferencePoint.Zip(objectives, (value, objective) => objective.Loss(value))];
        var volume = new RunningHypervolume(reference);
        return new()
        {
            Title = $"{study.Name}: hypervolume",
            XLabel = "trial",
            YLabel = $"hypervolume up to ({string.Join(", ", reference.Zip(objectives, ValueOf))})",
            Curves = [StepCurve.Of("hypervolume", [.. trials.Select(trial => (double)trial.Number)], [.. points.Select(volume.Add)])],
        };
    }

    private static string ValueOf(double loss, Objective objective) =>
        (objective.Direction == Direction.Maximize ? -loss : loss).ToString("G4", CultureInfo.InvariantCulture);

    private static double[] BeyondWorst(double[][] points, int objectives) => [.. Enumerable.Range(0, objectives).Select(objective =>
    {
        double[] finite = [.. points.Select(point => point[objective]).Where(double.IsFinite).DefaultIfEmpty(0)];
        double worst = finite.Max(), range = worst - finite.Min();
        return worst + (Margin * (range > 0 ? range : worst != 0 ? Math.Abs(worst) : 1));
    })];
}
