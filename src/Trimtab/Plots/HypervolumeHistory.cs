using Trimtab.Numerics;

namespace Trimtab.Plots;

/// <summary>How much the front of a study of several objectives beats, trial by trial.</summary>
public static class HypervolumeHistory
{
    /// <summary>Draws the exact hypervolume of the completed trials that keep the constraints.</summary>
    /// <param name="study">The study.</param>
    /// <param name="reference">A figure an objective: the corner everything is measured from. Default: a tenth of the range beyond the worst seen.</param>
    /// <exception cref="TrimtabException">The study has one objective, or the reference has another number of figures.</exception>
    public static LinePlot Of(Study study, IReadOnlyList<double>? reference = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        var objectives = study.Options.Objectives;
        if (objectives.Count < 2 || (reference is not null && reference.Count != objectives.Count))
        {
            throw new TrimtabException(Invariant($"A hypervolume is of two objectives or more, with a reference of as many figures. Got {objectives.Count} and {reference?.Count ?? objectives.Count}."));
        }

        var trials = study.Trials.Completed.Where(trial => trial.Violation <= 0).ToList();
        double[][] points = [.. trials.Select(trial => Pareto.LossesOf(trial, objectives))];
        double[] corner = reference is null ? Beyond(points, objectives.Count) : [.. reference.Select((value, i) => objectives[i].Loss(value))];
        return new()
        {
            Title = $"{study.Name}: hypervolume",
            XLabel = "trial",
            YLabel = "hypervolume",
            Curves = [new("hypervolume", [.. trials.Select(trial => (double)trial.Number)], Volumes(points, corner))],
        };
    }

    private static double[] Volumes(double[][] points, double[] corner)
    {
        var front = new List<double[]>();
        double[] volumes = new double[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            bool isBetter = points[i].All(double.IsFinite) && !front.Exists(other => Pareto.Dominates(other, points[i]));
            if (isBetter)
            {
                front.RemoveAll(other => Pareto.Dominates(points[i], other));
                front.Add(points[i]);
            }

            volumes[i] = isBetter || i == 0 ? Hypervolume.Of(front, corner) : volumes[i - 1];
        }

        return volumes;
    }

    private static double[] Beyond(double[][] points, int objectives) => [.. Enumerable.Range(0, objectives).Select(m =>
    {
        double[] seen = [.. points.Select(point => point[m]).Where(double.IsFinite).DefaultIfEmpty(0)];
        return seen.Max() + (0.1 * Math.Max(seen.Max() - seen.Min(), 1e-12));
    })];
}
