using Trimtab.Spaces;

namespace Trimtab.Plots;

/// <summary>The figures of a study along one parameter.</summary>
public static class SlicePlot
{
    /// <summary>Draws complete and pruned trials by the value of <paramref name="parameter"/>; of a list the number of the choice counts.</summary>
    /// <exception cref="TrimtabException">No complete trial has the parameter.</exception>
    public static LinePlot Of(Study study, string parameter)
    {
        ArgumentNullException.ThrowIfNull(study);
        var objective = study.Options.Objectives[0];
        var trials = study.Trials.Where(trial => trial.Parameters.ContainsKey(parameter) && trial.Values.TryGetValue(objective.Name, out double value) && double.IsFinite(value)).ToList();
        if (trials.Count == 0)
        {
            throw new TrimtabException($"No trial of {study.Name} has a value for '{parameter}' and {objective.Name}.");
        }

        var choices = ParameterValues.Create([.. trials.Select(trial => trial.Parameters[parameter]).Where(value => !value.IsNumber).Distinct()]);
        bool isLog = trials[0].Space.TryGetValue(parameter, out var distribution) && distribution is FloatDistribution { Log: true } or IntDistribution { Log: true };
        return new()
        {
            Title = $"{objective.Name} by {parameter}",
            XLabel = choices.Count == 0 ? parameter : $"{parameter}: {string.Join(", ", choices.Select((choice, i) => Invariant($"{i} {choice.ToDisplayString()}")))}",
            YLabel = objective.Name,
            IsLogX = isLog,
            Curves = [.. trials.GroupBy(trial => trial.State).OrderBy(group => group.Key).Select(group => new Curve(
                group.Key == TrialState.Complete ? "complete" : "pruned",
                [.. group.Select(trial => trial.Parameters[parameter]).Select(value => value.IsNumber ? value.As<double>() : choices.IndexOf(value)!.Value)],
                [.. group.Select(trial => trial.Values[objective.Name])]) { IsPoints = true })],
        };
    }
}
