using Trimtab.Spaces;
using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Settings;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Programs.Screens;

/// <summary>Summary of a run: the best trial and its command line on standard output, counts and what next on standard error.</summary>
/// <param name="settings">What was run.</param>
/// <param name="study">The study.</param>
/// <param name="view">How the run ended.</param>
/// <param name="why">Why it ended, as a clause; null where it was interrupted.</param>
/// <param name="countFailed">How many trials of the study have failed and were not tried again; called where it is shown.</param>
/// <param name="context">Streams.</param>
internal sealed class RunSummary(
    RunSettings settings, Study study, RunView view, string? why, Func<int> countFailed, ToolContext context)
{
    private const int FrontShown = 10;

    /// <summary>Writes it.</summary>
    public void Write()
    {
        var trials = study.Trials;
        string stopped = why is null ? "Interrupted; everything is saved, and the same command goes on."
            : view.Ended == 0 ? $"Nothing was run: {why}."
            : $"Ended: {why}.";
        context.Error.WriteLine($"{stopped} {new TrialTally(study).Now()}, {Quantity.Words(view.Elapsed)} here.");
        WriteNext(trials);
        var best = settings.Metrics.Count > 1 ? study.ParetoFront : study.BestTrial is { } single ? [single] : [];
        if (best.Count == 0)
        {
            context.Error.WriteLine(trials.Completed.Any() ? "Every complete trial is beyond a limit." : "No trial has completed.");
            return;
        }

        foreach (var trial in best.Take(FrontShown))
        {
            string parameters = string.Join(' ', trial.Parameters.Select(item => $"{item.Key}={ValueText.Of(item.Value)}"));
            context.Output.WriteLine(Invariant($"trial {trial.Number}: {TrialLine.Values(trial)}"));
            context.Output.WriteLine($"  {parameters}");
            context.Output.WriteLine($"  {CommandLineText.Of(Command(trial))}");
        }

        if (best.Count > FrontShown)
        {
            string name = CommandLineText.Quote(settings.Name);
            context.Error.WriteLine(Invariant($"The front has {best.Count} trials; trimtab best -n {name} lists them."));
        }
    }

    /// <summary>Writes how to go on where nothing was run, or nothing succeeded.</summary>
    private void WriteNext(History trials)
    {
        if (why is null || (view.Ended > 0 && trials.Completed.Any()))
        {
            return;
        }

        string name = CommandLineText.Quote(settings.Name);
        if (countFailed() is > 0 and var failed)
        {
            context.Error.WriteLine(
                $"trimtab retry -n {name} has {CountText.Of(failed, "failed trial")} evaluated again, by the same command.");
        }

        if (view.Ended == 0 && settings.Trials is { } count)
        {
            context.Error.WriteLine(Invariant($"A greater -t adds trials: it counts all of the study, {count} so far."));
        }
    }

    private IReadOnlyList<string> Command(Trial trial)
    {
        var known = ParameterSet.Create(trial.Parameters.Where(item => settings.Space.Parameters.Any(own => own.Name == item.Key)));
        string folder = Path.Combine(settings.Folder, Invariant($"{trial.Number}"));
        return settings.Command.Arguments(known, new(trial.Number, folder, 0));
    }
}
