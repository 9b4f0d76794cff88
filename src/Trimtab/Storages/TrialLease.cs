using System.Globalization;
using System.Text;

namespace Trimtab.Storages;

/// <summary>The right of a worker to a trial, as an attribute of the stored trial: whose it is, and a number that it changes.</summary>
/// <param name="Process">The process.</param>
/// <param name="Session">The store in that process.</param>
/// <param name="Duration">For how long the trial stays the worker's after each change, by the reader's own clock.</param>
/// <param name="Beat">Changed by each sign of life; it means nothing else.</param>
internal sealed record TrialLease(WorkerProcess Process, string Session, TimeSpan Duration, string Beat)
{
    /// <summary>What is thrown where a study is to be evaluated by one process, and another one has a trial.</summary>
    public static TrimtabException NotAlone(StoredTrial trial) => new(
        "A study of the reproducible schedule is evaluated by one process at a time. "
        + (Of(trial) is not { Process: var process } ? "Another one"
            : process == WorkerProcess.Current ? "Another Study object of this process"
            : Invariant($"Process {process.Id} on {process.Name}"))
        + Invariant($" has trial {trial.Number}: end one of them, or open the study in each with ")
        + "StudyOptions.Schedule = Schedule.Asynchronous.");

    /// <summary>The lease of a running trial; null where it has none.</summary>
    public static TrialLease? Of(StoredTrial trial) => Read(trial.SystemAttributes.GetValueOrDefault(StorageAttributes.Lease));

    /// <summary>Its JSON, a string: short, for each trial has one.</summary>
    public override string ToString() => PythonText.Quote(Invariant(
        $"{Process.Machine}/{Process.Id}/{Process.Start}/{Session}/{Duration.TotalSeconds}/{Beat}"));

    private static TrialLease? Read(string? json) =>
        json is ['"', .., '"'] && PythonJson.Text(Encoding.UTF8.GetBytes(json)).Split('/') is
            [var machine, var process, var start, var session, var seconds, var beat]
        && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
        && double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out double duration)
        && duration is > 0 and < 1e9
            ? new(new(machine, id, start), session, TimeSpan.FromSeconds(duration), beat)
            : null;
}
