namespace Trimtab.Plots;

/// <summary>Which share of the trials is as good as a figure or better: studies beside one another.</summary>
public static class EmpiricalDistribution
{
    /// <summary>Draws the first objective of every study.</summary>
    public static LinePlot Of(params ReadOnlySpan<Study> studies)
    {
        var curves = new List<Curve>();
        string label = "";
        foreach (var study in studies)
        {
            var objective = study.Options.Objectives[0];
            double[] values = [.. study.Trials.Completed.Select(trial => trial.Values[objective.Name]).Where(double.IsFinite).OrderBy(objective.Loss)];
            curves.Add(new(study.Name, values, [.. values.Select((_, i) => (i + 1.0) / values.Length)]));
            label = objective.Name;
        }

        return new() { Title = "Share of the trials", XLabel = label, YLabel = "as good or better", Curves = curves };
    }
}
