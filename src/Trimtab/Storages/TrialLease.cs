using System.Text;

namespace Trimtab.Storages;

/// <summary>The right of a worker to a trial, as an attribute of the stored trial: whose it is, and a number that it changes.</summary>
/// <param name="Process">The process.</param>
/// <param name="Session">The store in that process.</param>
/// <param name="Duration">For how long the trial stays the worker's after each change, by the reader's own clock.</param>
/// <param name="Beat">Changed by each sign of life; it means nothing else.</param>
internal sealed record TrialLease(WorkerProcess Process, string Session, TimeSpan Duration, long Beat)
{
    /// <summary>What is thrown where a study is to be evaluated by one process, and another one has a trial.</summary>
    public static TrimtabException NotAlone(StoredTrial trial) => new(
        "A study of the reproducible schedule is evaluated by one process at a time. "
        + (Of(trial) is { Process: var process } ? Invariant($"Process {process.Id} on {process.Machine.Split(' ')[0]}") : "Another one")
        + Invariant($" has trial {trial.Number}: end one of them, or open the study in each with ")
        + "StudyOptions.Schedule = Schedule.Asynchronous.");

    /// <summary>The lease of a running trial; null where it has none.</summary>
    public static TrialLease? Of(StoredTrial trial) => Read(trial.SystemAttributes.GetValueOrDefault(StorageAttributes.Lease));

    /// <summary>Its JSON.</summary>
    public override string ToString() =>
        $"{{\"machine\": {PythonText.Quote(Process.Machine)}, \"process\": {Invariant($"{Process.Id}")}, \"start\": "
        + $"{PythonText.Quote(Process.Start)}, \"session\": {PythonText.Quote(Session)}, \"seconds\": "
        + $"{PythonText.Number(Duration.TotalSeconds)}, \"beat\": {Invariant($"{Beat}")}}}";

    private static TrialLease? Read(string? json)
    {
        if (json is not ['{', ..])
        {
            return null;
        }

        var fields = new JsonObject(Encoding.UTF8.GetBytes(json), []);
        return new(
            new(fields.Text("machine"u8), (int)fields.Integer("process"u8), fields.Text("start"u8)),
            fields.Text("session"u8),
            TimeSpan.FromSeconds(fields.Number("seconds"u8)),
            fields.Integer("beat"u8));
    }
}
