using System.Text.Json;
using Trimtab.Storages;
using Trimtab.Tool.Programs.Metrics;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Studies;

/// <summary>The outcome of a trial that was evaluated outside. Immutable.</summary>
internal sealed record TrialOutcome
{
    private static readonly string[] _members =
        ["number", "attempt", "value", "values", "state", "why", "step", "report", "params", "study"];

    /// <summary>The words for how a trial ends.</summary>
    public static IReadOnlyList<string> Ends { get; } = ["complete", "pruned", "failed"];

    /// <summary>Number of the trial.</summary>
    public required int Number { get; init; }

    /// <summary>The attempt it is of; null for the newest.</summary>
    public int? Attempt { get; init; }

    /// <summary>Values of the objectives; empty for none.</summary>
    public IReadOnlyList<double> Values { get; init; } = [];

    /// <summary>How it ends; null for complete, or failed where a value is NaN.</summary>
    public TrialState? State { get; init; }

    /// <summary>Why it failed; null for no reason.</summary>
    public string? Why { get; init; }

    /// <summary>An intermediate value in place of an end.</summary>
    public (double Step, double Value)? Report { get; init; }

    /// <summary>Reads a JSON object; what <c>ask</c> printed may stand in it too.</summary>
    /// <exception cref="TrimtabException">The text is no such object.</exception>
    public static TrialOutcome Read(string text)
    {
        var json = ProgramJson.Parse(text) is { ValueKind: JsonValueKind.Object } found ? found : throw Refused(
            string.IsNullOrWhiteSpace(text) ? "Got nothing." : $"Got {text.Trim()}.");
        var members = json.EnumerateObject().ToLookup(member => member.Name, member => member.Value);
        if (members.Select(member => member.Key).FirstOrDefault(name => !_members.Contains(name)) is { } unknown)
        {
            throw new UnknownNameException("member", unknown, _members);
        }

        return new()
        {
            Number = Whole("number") ?? throw Refused("There is no \"number\"."),
            Attempt = Whole("attempt"),
            Values = (Of("values"), Of("value")) switch
            {
                ({ } many, null) => Reals(many),
                (null, { } one) => [Real("value", one)],
                (null, null) => [],
                _ => throw Refused("There are both \"value\" and \"values\"."),
            },
            State = Text("state") is { } word ? StateOf(word) : null,
            Why = Text("why"),
            Report = Of("step") is null && Of("report") is null ? null : (Real("step", Of("step")), Real("report", Of("report"))),
        };

        JsonElement? Of(string name) =>
            members[name].LastOrDefault() is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } member ? member : null;

        int? Whole(string name) => Of(name) is not { } member ? null
            : member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out int whole) ? whole
            : throw Refused($"\"{name}\" must be a whole number. Got {member.GetRawText()}.");

        string? Text(string name) => Of(name) is not { } member ? null
            : member.ValueKind == JsonValueKind.String ? member.GetString()
            : throw Refused($"\"{name}\" must be a text. Got {member.GetRawText()}.");
    }

    /// <summary>A word for how a trial ends.</summary>
    /// <exception cref="UsageException">It is another word.</exception>
    public static TrialState StateOf(string word) => word.ToLowerInvariant() switch
    {
        "complete" => TrialState.Complete,
        "pruned" => TrialState.Pruned,
        "failed" or "fail" => TrialState.Failed,
        _ => throw new UsageException($"A trial ends complete, pruned or failed. Got '{word}'."),
    };

    /// <summary>The changes that are written to the trial.</summary>
    /// <exception cref="UsageException">
    /// Values are missing, or not as many as objectives; the step is none; or it has a report and an end, or a reason without a failure.
    /// </exception>
    public TrialChanges Changes(StoredStudy study, StoredTrial trial, DateTimeOffset now)
    {
        if (Report is not null && (Values.Count > 0 || State is not null || Why is not null))
        {
            throw new UsageException("A trial gets a report, or its end: values, --state, --why. Got both; tell one after the other.");
        }

        if (Report is { } report)
        {
            return report.Step >= 0 && report.Step == Math.Floor(report.Step) && report.Step < int.MaxValue
                ? new() { IntermediateValues = new Dictionary<long, double> { [(long)report.Step] = report.Value } }
                : throw new UsageException(Invariant($"A step is a whole number from 0. Got {report.Step}."));
        }

        bool isNaN = Values.Any(double.IsNaN);
        var state = isNaN ? TrialState.Failed : State ?? TrialState.Complete;
        if (Values.Count != study.Directions.Count && (state == TrialState.Complete || Values.Count > 0))
        {
            throw new UsageException(Invariant(
                $"A trial is told a value for each of {study.Directions.Count} objectives, or --state. Got {Values.Count} values."));
        }

        if (Why is not null && state != TrialState.Failed)
        {
            throw new UsageException($"Only a trial that failed has a reason. Got --why of one that is {EnumText.Of(state)}.");
        }

        string why = Why ?? (isNaN ? "A value was NaN." : "It was told to have failed.");
        return new()
        {
            End = new(state, state == TrialState.Failed || Values.Count == 0 ? LastOf(state, study, trial) : Values, now),
            SystemAttributes = state == TrialState.Failed
                ? StorageAttributes.FailureOf(new("", why, ""))
                : new Dictionary<string, string>(),
        };
    }

    /// <summary>The value of a pruned trial that was told none: its last report's, as that of this library's trials.</summary>
    private static double[]? LastOf(TrialState state, StoredStudy study, StoredTrial trial) =>
        state == TrialState.Pruned && study.Directions.Count == 1 && trial.IntermediateValues.Count > 0
            && trial.IntermediateValues.MaxBy(item => item.Key).Value is var last && !double.IsNaN(last) ? [last] : null;

    private static double[] Reals(JsonElement list) => list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Select(item => Real("values", item))]
        : throw Refused($"\"values\" must be a list of numbers. Got {list.GetRawText()}.");

    private static double Real(string name, JsonElement? json) => json switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.String } text when RealNumbers.One(text.GetString()) is { } number => number,
        _ => throw Refused($"\"{name}\" must be a number, or nan or inf. Got {json?.GetRawText() ?? "nothing"}."),
    };

    private static TrimtabException Refused(string got) =>
        new($"Standard input must be a JSON object such as {{\"number\": 3, \"values\": [0.93]}}. {got}");
}
