using Trimtab.Spaces;
using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Programs.Screens;

/// <summary>Summary of a run: the best trial and its command line on standard output, counts and what next on standard error.</summary>
internal sealed class RunSummary(RunSettings settings, Study study, RunView view, string? why, ToolContext context)
{
    private const int FrontShown = 10;

    /// <summary>Writes it.</summary>
    public void Write()
    {
        var trials = study.Trials;
        string stopped = why is null ? "Interrupted; everything is saved, and the same command goes on." : $"Ended: {why}.";
        context.Error.WriteLine($"{stopped} {new TrialTally(study).Now()}, {Quantity.Words(view.Elapsed)} here.");
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

    private IReadOnlyList<string> Command(Trial trial)
    {
        var known = ParameterSet.Create(trial.Parameters.Where(item => settings.Space.Parameters.Any(own => own.Name == item.Key)));
        string folder = Path.Combine(settings.Folder, Invariant($"{trial.Number}"));
        return settings.Command.Arguments(known, new(trial.Number, folder, 0));
    }
}
