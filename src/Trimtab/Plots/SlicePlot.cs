using Trimtab.Spaces;

namespace Trimtab.Plots;

/// <summary>
/// Objective value by the value of one parameter, complete and pruned trials; those that violate a constraint are a curve of their own.
/// </summary>
/// <remarks>
/// <code>
/// LineChart chart = new SlicePlot { Parameter = "rate" }.Draw(study);
/// </code>
/// </remarks>
[Named("slice")]
public sealed record SlicePlot : Plot
{
    /// <summary>The parameter; <see langword="null"/>, the default, for the most important one.</summary>
    public string? Parameter { get; init; }

    /// <summary>Name of the objective; <see langword="null"/>, the default, for the first.</summary>
    public string? Objective { get; init; }

    /// <summary>Draws one point a trial; a list in which not all are numbers is drawn by the index of the choice.</summary>
    /// <param name="study">Options and trials.</param>
    /// <inheritdoc cref="Plot.Draw" path="/exception"/>
    public override LineChart Draw(StudySnapshot study)
    {
        RequireObjectives(study);
        var objective = study.ObjectiveNamed(Objective);
        string parameter = PlottedParameters.Choose(study, objective, Parameter).FirstOrDefault("");
        var trials = study.Trials.Where(trial => trial.Parameters.ContainsKey(parameter)
            && trial.Values.TryGetValue(objective.Name, out double value) && double.IsFinite(value)).ToList();
        var axis = trials.Count > 0 ? PlottedParameters.AxisOf(trials, parameter) : null;
        var choices = ChoicesOf(axis, trials.Select(trial => trial.Parameters[parameter]));
        return new()
        {
            Title = $"{objective.Name} by {parameter}",
            XLabel = choices.Count == 0
                ? parameter
                : $"{parameter}: {string.Join(", ", choices.Select((choice, i) => Invariant($"{i} {choice.ToDisplayString()}")))}",
            YLabel = objective.Name,
            IsLogX = axis is { IsLog: true } && trials.TrueForAll(trial => PlaceOf(trial.Parameters[parameter]) > 0),
            Curves = [.. trials.GroupBy(NameOf).OrderBy(group => PlaceIn(group.First())).Select(group => new Curve(
                group.Key,
                [.. group.Select(trial => PlaceOf(trial.Parameters[parameter]))],
                [.. group.Select(trial => trial.Values[objective.Name])]) { IsPoints = true })],
        };

        double PlaceOf(ParameterValue value) => choices.Count == 0 ? value.As<double>() : choices.IndexOf(value)!.Value;
    }

    private static (bool, TrialState) PlaceIn(Trial trial) => (!trial.IsFeasible, trial.State);

    private static string NameOf(Trial trial) => trial.IsFeasible ? $"{trial.State}".ToLowerInvariant() : "infeasible";

    /// <summary>The choices of a list in their order, then values that trials had before; none where all are numbers.</summary>
    private static ParameterValues ChoicesOf(TransformedParameter? axis, IEnumerable<ParameterValue> values)
    {
        var listed = axis is { IsCategorical: true } ? Enumerable.Range(0, axis.Choices).Select(choice => axis.At(choice)) : [];
        ParameterValue[] all = [.. listed.Concat(values).Distinct()];
        return Array.TrueForAll(all, value => value.IsNumber) ? ParameterValues.Create() : ParameterValues.Create(all);
    }
}
