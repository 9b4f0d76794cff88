using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Settings;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Programs.Screens;

/// <summary>A trial that has ended, in a line; one that failed with what its program printed last. Thread-safe.</summary>
internal sealed class TrialLine(RunSettings settings, Study study)
{
    private string? _lastFailure;

    /// <summary>The line: <c>trial 12: accuracy=0.93, best 0.95 of trial 7; lr=0.01 opt=adam</c>.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="left">Text at the end of its line.</param>
    public string Of(Trial trial, string left)
    {
        string parameters = string.Join(' ', trial.Parameters.Select(item => $"{item.Key}={ValueText.Of(item.Value)}"));
        string number = Invariant($"trial {trial.Number}");
        return trial.State switch
        {
            TrialState.Complete => $"{number}: {Values(trial)}{Limit(trial)}{Best(trial)}; {parameters}{left}",
            TrialState.Failed => $"{number} failed; {parameters}{left}\n{Failure(trial)}",
            _ => $"{number} {EnumText.Of(trial.State)} at {Values(trial)}; {parameters}{left}",
        };
    }

    /// <summary>A trial that runs: <c>trial 12 runs for 2 min 5 s: accuracy=0.91; lr=0.01 opt=adam</c>.</summary>
    public string Of(RunningTrial trial, TimeSpan elapsed)
    {
        string parameters = string.Join(' ', trial.Values.Select(item => $"{item.Key}={ValueText.Of(item.Value)}"));
        string report = trial.Reports is [.., var last] ? Invariant($": {study.Options.Objectives[0].Name}={last:G6}") : "";
        return Invariant($"trial {trial.Number} runs for {Quantity.Words(elapsed)}{report}; {parameters}");
    }

    /// <summary>The values of a trial: <c>accuracy=0.93 size=12</c>.</summary>
    public static string Values(Trial trial) =>
        string.Join(' ', trial.Values.Select(item => Invariant($"{item.Key}={item.Value:G6}")));

    private static string Limit(Trial trial) => trial.IsFeasible ? "" : Invariant($", beyond a limit by {trial.Violation:G4}");

    private string Best(Trial trial) =>
        settings.Metrics.Count > 1 || study.BestTrial is not { } best ? ""
        : best.Number == trial.Number ? ", the best so far"
        : Invariant($", best {best.Value:G6} of trial {best.Number}");

    /// <summary>Failures are often all the same: a message is not printed twice.</summary>
    private string Failure(Trial trial)
    {
        string message = trial.Error;
        string first = message.Split('\n')[0];
        bool isKnown = Interlocked.Exchange(ref _lastFailure, message) == message;
        return isKnown ? $"  {first} (as before)" : $"  {message.Replace("\n", "\n  ", StringComparison.Ordinal)}";
    }
}
