using System.Globalization;
using System.Text;
using static Trimtab.Storages.StorageOperation;

namespace Trimtab.Storages;

/// <summary>Writes lines of Optuna's journal as Optuna 5 does: no spaces, ASCII only, a line feed at the end.</summary>
/// <param name="writer">What tells the lines of one process and storage from all others.</param>
internal sealed class JournalWriter(string writer)
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.ffffffzzz";

    /// <summary>The line of an operation.</summary>
    public string Line(StorageOperation operation)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{{\"op_code\":{Code(operation)},\"worker_id\":");
        PythonText.Append(line, writer);
        switch (operation)
        {
            case CreateStudy create:
                Member(line, "study_name", create.Name);
                var directions = create.Directions.Select(direction => direction == Direction.Minimize ? 1 : 2);
                Raw(line, "directions", $"[{string.Join(',', directions)}]");
                break;
            case DeleteStudy delete:
                Raw(line, "study_id", delete.Study);
                break;
            case SetStudyAttribute set:
                Raw(line, "study_id", set.Study);
                Attribute(line, set.Kind, set.Name, set.Json);
                break;
            case CreateTrial create:
                Raw(line, "study_id", create.Study);
                Template(line, create.Trial);
                break;
            case TrialOperation change:
                Raw(line, "trial_id", change.Trial);
                Change(line, change);
                break;
        }

        return line.Append("}\n").ToString();
    }

    private static int Code(StorageOperation operation) => operation switch
    {
        CreateStudy => 0,
        DeleteStudy => 1,
        SetStudyAttribute { Kind: var kind } => kind == AttributeKind.User ? 2 : 3,
        CreateTrial => 4,
        SetParameter => 5,
        SetState => 6,
        SetIntermediateValue => 7,
        SetTrialAttribute { Kind: var kind } => kind == AttributeKind.User ? 8 : 9,
        _ => throw new InvalidOperationException($"An operation of type {operation.GetType().Name} has no line."),
    };

    private static void Change(StringBuilder line, TrialOperation change)
    {
        switch (change)
        {
            case SetParameter set:
                Member(line, "param_name", set.Name);
                Raw(line, "param_value_internal", Internal(set.Parameter));
                Member(line, "distribution", set.Parameter.Distribution);
                break;
            case SetState set:
                Raw(line, "state", Number(set.State));
                Raw(line, "values", set.Values is { } values ? Array(values) : "null");
                Time(line, set.State == TrialState.Running ? "datetime_start" : "datetime_complete", set.At);
                break;
            case SetIntermediateValue set:
                Raw(line, "step", set.Step);
                Raw(line, "intermediate_value", PythonText.Number(set.Value));
                break;
            case SetTrialAttribute set:
                Attribute(line, set.Kind, set.Name, set.Json);
                break;
        }
    }

    private static void Template(StringBuilder line, StoredTrial trial)
    {
        Raw(line, "state", Number(trial.State));
        Raw(line, "value", trial.Values is [var only] ? PythonText.Number(only) : "null");
        Raw(line, "values", trial.Values is { Count: > 1 } several ? Array(several) : "null");
        Raw(line, "datetime_start", "null", trial.Started);
        Time(line, "datetime_complete", trial.Completed);
        Map(line, "distributions", trial.Parameters, parameter => PythonText.Quote(parameter.Distribution));
        Map(line, "params", trial.Parameters, Internal);
        Map(line, "user_attrs", trial.UserAttributes, PythonText.OneLine);
        Map(line, "system_attrs", trial.SystemAttributes, PythonText.OneLine);
        Map(line, "intermediate_values", trial.IntermediateValues, PythonText.Number);
    }

    private static string Internal(StoredParameter parameter) => PythonText.Number(parameter.Value);

    private static int Number(TrialState state) => state switch
    {
        TrialState.Running => 0,
        TrialState.Complete => 1,
        TrialState.Pruned => 2,
        TrialState.Failed => 3,
        TrialState.Waiting => 4,
        _ => throw new InvalidOperationException($"A storage has no state {state}."),
    };

    private static void Attribute(StringBuilder line, AttributeKind kind, string name, string json) => Raw(
        line, kind == AttributeKind.User ? "user_attr" : "system_attr", $"{{{PythonText.Quote(name)}:{PythonText.OneLine(json)}}}");

    private static void Map<TKey, TValue>(
        StringBuilder line, string name, IReadOnlyDictionary<TKey, TValue> map, Func<TValue, string> text) => Raw(
        line, name, $"{{{string.Join(',', map.Select(item => $"{PythonText.Quote(Invariant($"{item.Key}"))}:{text(item.Value)}"))}}}");

    private static string Array(IReadOnlyList<double> values) => $"[{string.Join(',', values.Select(PythonText.Number))}]";

    private static void Time(StringBuilder line, string name, DateTimeOffset? time)
    {
        if (time is not null)
        {
            Raw(line, name, "null", time);
        }
    }

    private static void Raw(StringBuilder line, string name, string otherwise, DateTimeOffset? time) => Raw(
        line, name, time is { } at ? $"\"{at.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture)}\"" : otherwise);

    private static void Member(StringBuilder line, string name, string value) => Raw(line, name, PythonText.Quote(value));

    private static void Raw(StringBuilder line, string name, long value) => Raw(line, name, value.ToString(CultureInfo.InvariantCulture));

    private static void Raw(StringBuilder line, string name, string json) => line.Append(",\"").Append(name).Append("\":").Append(json);
}
