using System.Globalization;
using Trimtab.Spaces;

namespace Trimtab.Plots;

/// <summary>Every trial as a line over its parameters, the better the darker: which values the good ones share.</summary>
public static class ParallelCoordinates
{
    private const int MostTicks = 8; // a longer list shows its ends

    /// <summary>Draws the complete trials; the first axis is the objective, the better the higher.</summary>
    /// <param name="study">The study.</param>
    /// <param name="parameters">Which parameters, in which order. Default: all any trial had, by name.</param>
    /// <exception cref="TrimtabException">There is no complete trial, or none has one of the parameters.</exception>
    public static ParallelPlot Of(Study study, params IReadOnlyList<string> parameters)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(parameters);
        var objective = study.Options.Objectives[0];
        var trials = study.Trials.Completed.Where(trial => double.IsFinite(trial.Values[objective.Name])).OrderByDescending(trial => objective.Loss(trial.Values[objective.Name])).ToList();
        if (trials.Count == 0)
        {
            throw new TrimtabException($"{study.Name} has no complete trial to draw.");
        }

        string[] names = parameters.Count > 0 ? [.. parameters] : [.. trials.SelectMany(trial => trial.Space.Keys).Distinct().Order(StringComparer.Ordinal)];
        TransformedParameter[] axes = [.. names.Select(name => AxisOf(study, trials, name))];
        double best = trials[^1].Values[objective.Name], worst = trials[0].Values[objective.Name];
        return new()
        {
            Title = $"{study.Name}: trials over their parameters",
            Axes = [new(objective.Name, [(Text(worst), 0), (Text(best), 1)]), .. axes.Select(axis => new ParallelAxis(axis.Name, Ticks(axis)))],
            Lines = [.. trials.Select((trial, i) => new ParallelLine(
                [best == worst ? 1 : (trial.Values[objective.Name] - worst) / (best - worst), .. axes.Select(axis => PlaceOf(axis, trial))],
                trials.Count == 1 ? 1 : (double)i / (trials.Count - 1)))],
        };
    }

    private static TransformedParameter AxisOf(Study study, List<Trial> trials, string name) => new(
        name,
        trials.Where(trial => trial.Space.ContainsKey(name)).MaxBy(trial => trial.Number)?.Space[name] ?? throw new TrimtabException($"No complete trial of {study.Name} has '{name}'."));

    private static double PlaceOf(TransformedParameter axis, Trial trial) => trial.Parameters.TryGetValue(axis.Name, out var value) ? axis.ShareOf(axis.Of(value)) : double.NaN;

    private static (string, double)[] Ticks(TransformedParameter axis) => axis.IsCategorical && axis.Choices <= MostTicks
        ? [.. Enumerable.Range(0, axis.Choices).Select(choice => (axis.At(choice).ToDisplayString(), axis.ShareOf(choice)))]
        : [(Text(axis.At(axis.IsCategorical ? 0 : axis.Low)), 0), (Text(axis.At(axis.IsCategorical ? axis.Choices - 1 : axis.High)), 1)];

    private static string Text(ParameterValue value) => value.Value is double number ? number.ToString("G4", CultureInfo.InvariantCulture) : value.ToDisplayString();
}
