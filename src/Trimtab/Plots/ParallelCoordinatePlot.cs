using Trimtab.Spaces;

namespace Trimtab.Plots;

/// <summary>
/// Every complete trial as a line over its parameters, better trials darker: shows which parameter values good trials share.
/// </summary>
/// <remarks>
/// Trials that violate a constraint, and infinite values, are left out.
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
        Trial[] trials = [.. study.FiniteTrials(objective).Where(trial => trial.IsFeasible)];
        var names = PlottedParameters.All(study, Parameters).Where(name => trials.Any(trial => trial.Parameters.ContainsKey(name)));
        TransformedParameter[] axes = [.. names.Select(name => PlottedParameters.AxisOf(trials, name))];
        var sorted = trials.OrderByDescending(trial => objective.Loss(trial.Values[objective.Name])).ToList();
        string title = TitleOf(study, "parallel coordinates", objective);
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
        double[] places = !axis.IsCategorical ? [axis.Snap(axis.Low), axis.Snap(axis.High)]
            : axis.Choices <= MaxTicks ? [.. Enumerable.Range(0, axis.Choices).Select(choice => (double)choice)]
            : [0, axis.Choices - 1];
        string[] texts = NumberLabels.Of([.. places.Select(axis.At)], 4);
        var raised = texts.Zip(places, (text, place) => (text, lowest + ((1 - lowest) * axis.ShareOf(place)))).Distinct();
        return lowest > 0 ? [("–", 0), .. raised] : [.. raised];
    }

    private static (string, double)[] Ends(ParameterValue low, ParameterValue high)
    {
        string[] labels = NumberLabels.Of([low, high], 4);
        return [(labels[0], 0), (labels[1], 1)];
    }
}
