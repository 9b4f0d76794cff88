using Trimtab.Spaces;

namespace Trimtab.Plots;

/// <summary>
/// Every complete trial as a line over its parameters, better trials darker: shows which parameter values good trials share.
/// </summary>
/// <remarks>
/// <code>
/// ParallelChart chart = new ParallelCoordinatePlot { Parameters = ["rate", "units"] }.Draw(study);
/// </code>
/// </remarks>
[Named("parallel_coordinate")]
public sealed record ParallelCoordinatePlot : Plot
{
    private const int MaxTicks = 8; // a categorical parameter with more choices shows its first and last

    /// <summary>Height above which the values of a parameter are that some trials don't have; those trials are at 0.</summary>
    private const double AboveMissing = 0.15;

    /// <summary>The parameters, in the order of the axes. Default: all parameters of any trial, by name.</summary>
    public IReadOnlyList<string> Parameters { get; init => field = Setting.RequiredItems(value); } = [];

    /// <summary>Name of the objective; <see langword="null"/>, the default, for the first.</summary>
    public string? Objective { get; init; }

    /// <summary>
    /// Draws the complete trials; the first axis is the objective, better values higher. A trial without a parameter, as under a condition,
    /// is at the mark "–" below that parameter's values.
    /// </summary>
    /// <param name="study">Options and trials.</param>
    /// <inheritdoc cref="Plot.Draw" path="/exception"/>
    public override ParallelChart Draw(StudySnapshot study)
    {
        RequireObjectives(study);
        var objective = study.ObjectiveNamed(Objective);
        var trials = study.FiniteTrials(objective);
        var names = PlottedParameters.All(study, Parameters).Where(name => trials.Any(trial => trial.Parameters.ContainsKey(name)));
        TransformedParameter[] axes = [.. names.Select(name => PlottedParameters.AxisOf(trials, name))];
        var sorted = trials.OrderByDescending(trial => objective.Loss(trial.Values[objective.Name])).ToList();
        string title = $"{study.Name}: parallel coordinates";
        if (sorted.Count == 0)
        {
            return new() { Title = title, Axes = [], Lines = [] };
        }

        double[] shades = Shades([.. sorted.Select(trial => trial.Values[objective.Name])]);
        double best = sorted[^1].Values[objective.Name], worst = sorted[0].Values[objective.Name];
        return new()
        {
            Title = title,
            Axes =
            [
                new(objective.Name, Ends(worst, best)),
                .. axes.Select(axis => new ParallelAxis(axis.Name, Ticks(axis, LowestOf(axis)))),
            ],
            Lines = [.. sorted.Select((trial, i) => new ParallelLine(
                [HeightOf(trial.Values[objective.Name], worst, best), .. axes.Select(axis => PlaceOf(axis, trial, LowestOf(axis)))],
                shades[i]))],
        };

        double LowestOf(TransformedParameter axis) => trials.All(trial => trial.Parameters.ContainsKey(axis.Name)) ? 0 : AboveMissing;
    }

    /// <summary>
    /// The height of a value on the axis of the objective; in halves, as the range of two finite numbers may be infinite.
    /// </summary>
    private static double HeightOf(double value, double worst, double best)
    {
        double height = (value - worst) / (best - worst);
        return best == worst ? 1 : double.IsFinite(best - worst) ? height : ((value / 2) - (worst / 2)) / ((best / 2) - (worst / 2));
    }

    /// <summary>From 0 to 1 in the order of values; equal ones are equally dark.</summary>
    private static double[] Shades(double[] values)
    {
        double[] shades = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            shades[i] = values.Length == 1 ? 1 : i > 0 && values[i] == values[i - 1] ? shades[i - 1] : (double)i / (values.Length - 1);
        }

        return shades;
    }

    private static double PlaceOf(TransformedParameter axis, Trial trial, double lowest) =>
        trial.Parameters.TryGetValue(axis.Name, out var value) ? lowest + ((1 - lowest) * axis.ShareOf(axis.Of(value))) : 0;

    private static (string, double)[] Ticks(TransformedParameter axis, double lowest)
    {
        (string Text, double Share)[] ticks = axis.IsCategorical && axis.Choices <= MaxTicks
            ? [.. Enumerable.Range(0, axis.Choices).Select(choice => (axis.At(choice).ToDisplayString(), axis.ShareOf(choice)))]
            : Ends(axis.At(axis.IsCategorical ? 0 : axis.Low), axis.At(axis.IsCategorical ? axis.Choices - 1 : axis.High));
        var raised = ticks.Select(tick => (tick.Text, lowest + ((1 - lowest) * tick.Share)));
        return lowest > 0 ? [("–", 0), .. raised] : [.. raised];
    }

    private static (string, double)[] Ends(ParameterValue low, ParameterValue high)
    {
        string[] labels = NumberLabels.Of([low, high], 4);
        return [(labels[0], 0), (labels[1], 1)];
    }
}
