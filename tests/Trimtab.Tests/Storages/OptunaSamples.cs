using System.Globalization;
using System.Text;
using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>Storages that Optuna has written, and their content as Optuna reads it; where TRIMTAB_DATA has them.</summary>
internal static class OptunaSamples
{
    private static readonly Dictionary<TrialState, string> _states = new()
    {
        [TrialState.Running] = "RUNNING",
        [TrialState.Complete] = "COMPLETE",
        [TrialState.Pruned] = "PRUNED",
        [TrialState.Failed] = "FAIL",
        [TrialState.Waiting] = "WAITING",
    };

    /// <summary>The path of a sample.</summary>
    public static string Path(string name)
    {
        string path = System.IO.Path.Combine(Environment.GetEnvironmentVariable("TRIMTAB_DATA") ?? "", "optuna", "optuna-5.0.0.dev", name);
        Assert.SkipUnless(File.Exists(path), "TRIMTAB_DATA names no folder with optuna.");
        return path;
    }

    /// <summary>A line for each study and trial of a sample, as Optuna reads it.</summary>
    public static string[] Expected(string name)
    {
        byte[] text = File.ReadAllBytes(Path(name + ".expected.json"));
        return [.. Items(Members(text)["studies"]).SelectMany(Expected)];
    }

    /// <summary>A line for each study and trial of a storage, in the same form.</summary>
    public static string[] Content(StudyStorage storage, bool keepsSigns = true, bool keepsIds = true) =>
    [
        .. storage.ReadStudies().SelectMany(IEnumerable<string> (study) =>
        [
            $"{(keepsIds ? study.Id : "")} {study.Name} {string.Join(' ', study.Directions).ToUpperInvariant()} "
                + $"user {Map(study.UserAttributes)} system {Map(study.SystemAttributes)}",
            .. storage.ReadTrials(study.Id, -1, []).Select(trial => Line(trial, keepsSigns, keepsIds)),
        ]),
    ];

    /// <summary>Copies all studies, which get other ids where some were deleted.</summary>
    public static void Copy(StudyStorage from, StudyStorage to)
    {
        var catalog = new StudyCatalog(from);
        foreach (var study in from.ReadStudies())
        {
            catalog.Copy(study.Name, to);
        }
    }

    private static IEnumerable<string> Expected(byte[] study)
    {
        var members = Members(study);
        string directions = string.Join(' ', Items(members["directions"]).Select(PythonText));
        yield return $"{Normal(members["study_id"])} {PythonText(members["study_name"])} {directions} "
            + $"user {Normal(members["user_attrs"])} system {Normal(members["system_attrs"])}";
        foreach (var trial in Items(members["trials"]).Select(Members))
        {
            var all = Members(trial["params"]);
            var parameters = Items(trial["param_order"]).Select(PythonText).Select(name => Parameter(name, all[name]));
            yield return $"{Normal(trial["trial_id"])} {Normal(trial["number"])} {PythonText(trial["state"])} "
                + $"values {(PythonJson.IsNull(trial["values"]) ? "" : string.Join(' ', Items(trial["values"]).Select(Real)))} "
                + $"from {Time(trial["datetime_start"])} to {Time(trial["datetime_complete"])} "
                + $"parameters {string.Join(' ', parameters)} "
                + $"steps {Steps(Members(trial["intermediate_values"]).Select(item => (item.Key, Real(item.Value))))} "
                + $"user {Normal(trial["user_attrs"])} system {Normal(trial["system_attrs"])}";
        }
    }

    private static string Line(StoredTrial trial, bool keepsSigns, bool keepsIds)
    {
        var parameters = trial.Parameters.Select(item =>
            $"{item.Key}={Text(item.Value.Value, keepsSigns)} {Normal(Bytes(Distribution(item.Value.Distribution)))}");
        return $"{(keepsIds ? trial.Id : "")} {trial.Number} {_states[trial.State]} "
            + $"values {string.Join(' ', (trial.Values ?? []).Select(value => Text(value, keepsSigns)))} "
            + $"from {Time(trial.Started)} to {Time(trial.Completed)} "
            + $"parameters {string.Join(' ', parameters)} "
            + $"steps {Steps(trial.IntermediateValues.Select(item => (Invariant(item.Key), Text(item.Value, keepsSigns))))} "
            + $"user {Map(trial.UserAttributes)} system {Map(trial.SystemAttributes)}";
    }

    /// <summary>The text itself where its class is a deprecated one, which is not written.</summary>
    private static string Distribution(string json) =>
        json.Contains("Uniform", StringComparison.Ordinal) ? json : StoredDistribution.Parse(json).ToString();

    private static string Steps(IEnumerable<(string Step, string Value)> steps) =>
        string.Join(' ', steps.OrderBy(item => item.Step, StringComparer.Ordinal).Select(item => $"{item.Step}={item.Value}"));

    private static string Parameter(string name, byte[] json)
    {
        var members = Members(json);
        return $"{name}={Real(members["internal"])} {Normal(members["distribution"])}";
    }

    private static string Time(byte[] json) => PythonJson.IsNull(json) ? "" : PythonText(json);

    private static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture) ?? "";

    private static string Map(IReadOnlyDictionary<string, string> map) =>
        Object(map.Select(item => KeyValuePair.Create(item.Key, Bytes(item.Value))));

    private static string Object(IEnumerable<KeyValuePair<string, byte[]>> members)
    {
        var sorted = members.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"{item.Key}:{Normal(item.Value)}");
        return $"{{{string.Join(',', sorted)}}}";
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string PythonText(byte[] json) => PythonJson.Text(json);

    private static string Invariant(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Real(byte[] json) => json[0] == '{' ? Special(json) : Text(PythonJson.Number(json), keepsSign: true);

    private static string Text(double value, bool keepsSign) =>
        (value == 0 && !keepsSign ? 0.0 : value).ToString("R", CultureInfo.InvariantCulture);

    private static string Special(byte[] json) => PythonText(Members(json)["$float"]) switch
    {
        "nan" => "NaN",
        "inf" => "Infinity",
        _ => "-Infinity",
    };

    /// <summary>JSON without white space, with names in order, and with the numbers that JSON lacks as Python writes them.</summary>
    private static string Normal(byte[] json)
    {
        if (PythonJson.IsArray(json))
        {
            return $"[{string.Join(',', Items(json).Select(Normal))}]";
        }

        if (!PythonJson.IsObject(json))
        {
            return PythonJson.IsString(json) ? $"'{PythonText(json)}'" : Scalar(Encoding.UTF8.GetString(json));
        }

        var members = Members(json);
        return members is { Count: 1 } && members.ContainsKey("$float") ? Special(json) : Object(members);
    }

    private static string Scalar(string text) => char.IsAsciiDigit(text[^1]) && text.AsSpan().IndexOfAny('.', 'e', 'E') >= 0
        ? "real " + Text(double.Parse(text, CultureInfo.InvariantCulture), keepsSign: true)
        : text;

    private static Dictionary<string, byte[]> Members(byte[] json)
    {
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var members = PythonJson.Members(PythonJson.Value(json)); members.MoveNext();)
        {
            found[PythonJson.Text(members.Name)] = [.. members.Value];
        }

        return found;
    }

    private static List<byte[]> Items(byte[] json)
    {
        var found = new List<byte[]>();
        for (var items = PythonJson.Items(PythonJson.Value(json)); items.MoveNext();)
        {
            found.Add([.. items.Current]);
        }

        return found;
    }
}
