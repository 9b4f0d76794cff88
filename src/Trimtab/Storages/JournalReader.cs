using System.Globalization;
using System.Text.Json;
using static Trimtab.Storages.StorageOperation;

namespace Trimtab.Storages;

/// <summary>Reads the lines of Optuna's journal, as Optuna 3 to 5 write them. Not thread-safe.</summary>
/// <remarks>Members may stand in any order; unknown ones are left out. A time without an offset is local time, as in Optuna.</remarks>
internal sealed class JournalReader
{
    private static readonly TrialState[] _states =
        [TrialState.Running, TrialState.Complete, TrialState.Pruned, TrialState.Failed, TrialState.Waiting];

    private readonly List<(Range Name, Range Value)> _members = [];
    private readonly Utf8Texts _texts = new();

    /// <summary>The operation of a line.</summary>
    /// <exception cref="JsonException">The line is no JSON object, lacks a member, or has an unknown operation.</exception>
    public StorageOperation Parse(ReadOnlySpan<byte> line)
    {
        var fields = new JsonObject(line, _members);
        return fields.Integer("op_code"u8) switch
        {
            0 => new CreateStudy(fields.Text("study_name"u8), Directions(fields.Required("directions"u8))),
            1 => new DeleteStudy(fields.Integer("study_id"u8)),
            2 => OfStudy(fields, AttributeKind.User, "user_attr"u8),
            3 => OfStudy(fields, AttributeKind.System, "system_attr"u8),
            4 => new CreateTrial(fields.Integer("study_id"u8), Template(fields)),
            5 => new SetParameter(
                fields.Integer("trial_id"u8),
                _texts.Text(fields.Required("param_name"u8)),
                new(fields.Number("param_value_internal"u8), Distribution(fields.Required("distribution"u8)))),
            6 => new SetState(fields.Integer("trial_id"u8), State(fields), Values(fields.Required("values"u8)), TimeOfState(fields)),
            7 => new SetIntermediateValue(fields.Integer("trial_id"u8), fields.Integer("step"u8), fields.Number("intermediate_value"u8)),
            8 => OfTrial(fields, AttributeKind.User, "user_attr"u8),
            9 => OfTrial(fields, AttributeKind.System, "system_attr"u8),
            10 => new Nothing(),
            var code => throw new JsonException(Invariant($"The operation of a journal's line must be 0 to 10. Got {code}.")),
        };
    }

    private SetStudyAttribute OfStudy(JsonObject fields, AttributeKind kind, ReadOnlySpan<byte> name)
    {
        var (key, json) = OnlyAttribute(fields.Required(name));
        return new(fields.Integer("study_id"u8), kind, key, json);
    }

    private SetTrialAttribute OfTrial(JsonObject fields, AttributeKind kind, ReadOnlySpan<byte> name)
    {
        var (key, json) = OnlyAttribute(fields.Required(name));
        return new(fields.Integer("trial_id"u8), kind, key, json);
    }

    private KeyValuePair<string, string> OnlyAttribute(ReadOnlySpan<byte> value)
    {
        var members = PythonJson.Members(value);
        if (!members.MoveNext())
        {
            throw new JsonException("A line that sets an attribute must have one. Got none.");
        }

        string name = _texts.Text(members.Name), json = _texts.Json(members.Value);
        while (members.MoveNext())
        {
            json = _texts.Text(members.Name) == name
                ? _texts.Json(members.Value)
                : throw new JsonException("A line that sets an attribute must have one. Got more.");
        }

        return KeyValuePair.Create(name, json);
    }

    private string Distribution(ReadOnlySpan<byte> value)
    {
        string json = _texts.Text(value);
        return StoredDistribution.Fault(json) is { } fault ? throw new JsonException(fault) : json;
    }

    private StoredTrial Template(JsonObject fields) => new()
    {
        State = fields["state"u8].IsEmpty ? TrialState.Running : State(fields),
        Values = ValuesOf(fields),
        Started = Time(fields["datetime_start"u8]),
        Completed = Time(fields["datetime_complete"u8]),
        Parameters = Parameters(fields["params"u8], fields["distributions"u8]),
        IntermediateValues = Intermediates(fields["intermediate_values"u8]),
        UserAttributes = Attributes(fields["user_attrs"u8]),
        SystemAttributes = Attributes(fields["system_attrs"u8]),
    };

    /// <summary>Values of a new trial: one in <c>value</c>, or several in <c>values</c>.</summary>
    private static double[]? ValuesOf(JsonObject fields)
    {
        ReadOnlySpan<byte> one = fields["value"u8], several = fields["values"u8];
        bool hasOne = !one.IsEmpty && !PythonJson.IsNull(one), hasSeveral = !several.IsEmpty && !PythonJson.IsNull(several);
        return hasOne && hasSeveral ? throw new JsonException("A new trial must have value or values. Got both.")
            : hasSeveral ? Values(several)
            : hasOne ? [PythonJson.Number(one)]
            : null;
    }

    private static DateTimeOffset? TimeOfState(JsonObject fields) =>
        Time(State(fields) == TrialState.Running ? fields["datetime_start"u8] : fields["datetime_complete"u8]);

    private static TrialState State(JsonObject fields) =>
        fields.Integer("state"u8) is var number && number >= 0 && number < _states.Length
            ? _states[number]
            : throw new JsonException(Invariant($"A trial's state must be 0 to {_states.Length - 1}. Got {number}."));

    private static Direction[] Directions(ReadOnlySpan<byte> array)
    {
        var directions = new List<Direction>();
        for (var items = PythonJson.Items(array); items.MoveNext();)
        {
            directions.Add(PythonJson.Integer(items.Current) switch
            {
                0 or 1 => Direction.Minimize, // 0: studies of Optuna's first versions that did not say
                2 => Direction.Maximize,
                var other => (Direction)checked((int)other), // none: the study can't be read, others can
            });
        }

        return [.. directions];
    }

    private static double[]? Values(ReadOnlySpan<byte> array)
    {
        if (PythonJson.IsNull(array))
        {
            return null;
        }

        var values = new List<double>();
        for (var items = PythonJson.Items(array); items.MoveNext();)
        {
            values.Add(PythonJson.Number(items.Current));
        }

        return [.. values];
    }

    private OrderedDictionary<string, StoredParameter> Parameters(ReadOnlySpan<byte> values, ReadOnlySpan<byte> distributions)
    {
        var parameters = new OrderedDictionary<string, StoredParameter>();
        if (values.IsEmpty)
        {
            return parameters;
        }

        for (var members = PythonJson.Members(values); members.MoveNext();)
        {
            parameters[_texts.Text(members.Name)] = new(PythonJson.Number(members.Value), "");
        }

        for (var members = PythonJson.Members(distributions); members.MoveNext();)
        {
            if (_texts.Text(members.Name) is var name && parameters.TryGetValue(name, out var parameter))
            {
                parameters[name] = parameter with { Distribution = Distribution(members.Value) };
            }
        }

        return parameters.FirstOrDefault(item => item.Value.Distribution.Length == 0) is { Key: { } lacking }
            ? throw new JsonException($"A trial's parameter must have a distribution. '{lacking}' has none.")
            : parameters;
    }

    private static OrderedDictionary<long, double> Intermediates(ReadOnlySpan<byte> value)
    {
        var values = new OrderedDictionary<long, double>();
        if (!value.IsEmpty)
        {
            for (var members = PythonJson.Members(value); members.MoveNext();)
            {
                values[long.Parse(PythonJson.Text(members.Name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)] =
                    PythonJson.Number(members.Value);
            }
        }

        return values;
    }

    private OrderedDictionary<string, string> Attributes(ReadOnlySpan<byte> value)
    {
        var attributes = new OrderedDictionary<string, string>();
        if (!value.IsEmpty)
        {
            for (var members = PythonJson.Members(value); members.MoveNext();)
            {
                attributes[_texts.Text(members.Name)] = _texts.Json(members.Value);
            }
        }

        return attributes;
    }

    private static DateTimeOffset? Time(ReadOnlySpan<byte> value) => value.IsEmpty || PythonJson.IsNull(value) ? null
        : PythonJson.Text(value) is var text && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time) ? time
        : throw new JsonException($"A time must be written as 2026-01-31T21:34:05.678901+00:00. Got '{text}'.");
}
