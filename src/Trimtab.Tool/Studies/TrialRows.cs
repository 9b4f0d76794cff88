using Trimtab.Spaces;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Studies;

/// <summary>Trials as rows of a result.</summary>
internal static class TrialRows
{
    /// <summary>A row for each trial: number, state, values, parameters, times, attributes, and why it failed.</summary>
    /// <param name="objectives">The objectives of their study.</param>
    /// <param name="trials">The trials.</param>
    /// <param name="hasLimits">Whether there is a column of by how much a trial is beyond limits; 0 within them.</param>
    public static ResultRows Of(IReadOnlyList<Objective> objectives, IEnumerable<Trial> trials, bool hasLimits)
    {
        bool isSingle = objectives.Count == 1;
        string value = isSingle ? "value" : "values";
        return ResultRows.Of<Trial>(trials,
        [
            new("number", trial => trial.Number),
            new("state", trial => EnumText.Of(trial.State)),
            new(value, trial => isSingle ? trial.Value : Values(trial.Values)),
            .. hasLimits ? [new("violation", trial => trial.IsFinished ? trial.Violation : null)] : Array.Empty<Column<Trial>>(),
            new("params", trial => Parameters(trial.Parameters)),
            new("started", trial => trial.Started),
            new("duration", trial => trial.IsFinished ? trial.Duration.TotalSeconds : null),
            new("attributes", trial => Texts(trial.Attributes)),
            new("error", trial => trial.Error.Length > 0 ? trial.Error : null),
        ]) with
        {
            ValueColumns = [value],
        };
    }

    /// <summary>Parameters by name; what is no number, text or Boolean is a text.</summary>
    public static OrderedDictionary<string, object?> Parameters(ParameterSet parameters) =>
        new(parameters.Select(item => KeyValuePair.Create(item.Key, Plain(item.Value))), StringComparer.Ordinal);

    private static object? Plain(ParameterValue value) =>
        value.Value is null or double or long or bool or string ? value.Value : value.ToDisplayString();

    private static OrderedDictionary<string, object?> Values(IReadOnlyDictionary<string, double> values) =>
        new(values.Select(item => KeyValuePair.Create(item.Key, (object?)item.Value)), StringComparer.Ordinal);

    private static OrderedDictionary<string, object?> Texts(IReadOnlyDictionary<string, string> texts) =>
        new(texts.Select(item => KeyValuePair.Create(item.Key, (object?)item.Value)), StringComparer.Ordinal);
}
