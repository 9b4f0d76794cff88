using System.CommandLine;
using Trimtab.Storages;
using Trimtab.Tool.Options;

namespace Trimtab.Tool.Verbs;

/// <summary>Deletes a study.</summary>
[Named("delete")]
internal sealed class DeleteVerb : IVerb
{
    private readonly StudyChoice _study = new(isNamed: true);
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask. Required where no terminal can answer." };

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Move;

    /// <inheritdoc/>
    public string Description => "Deletes a study with its trials, for good.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["trimtab delete -n digits", "trimtab delete -n digits --yes"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [.. _study.Symbols, _yes];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        if (_study.NameOf(run) is null)
        {
            throw new UsageException("A study that is deleted must be named by --name.");
        }

        using var chosen = _study.OpenExisting(run);
        var trials = chosen.Storage.ReadTrials(chosen.Stored.Id, -1, []);
        if (!run.Value(_yes) && !IsConfirmed(run, chosen.Name, trials))
        {
            run.Context.Error.WriteLine("Nothing was deleted.");
            return Task.FromResult(ExitCode.Error);
        }

        chosen.Catalog.Delete(chosen.Name);
        run.Context.Error.WriteLine(Invariant($"'{chosen.Name}' and its {trials.Count} trials were deleted."));
        return Task.FromResult(ExitCode.Done);
    }

    private static bool IsConfirmed(ToolRun run, string name, IReadOnlyList<StoredTrial> trials)
    {
        if (!run.Context.IsInputTerminal)
        {
            throw new UsageException($"Without a terminal to ask on, deleting needs --yes. '{name}' is as it was.");
        }

        int running = trials.Count(trial => trial.State == TrialState.Running);
        string busy = running > 0 ? Invariant($", {running} of them running") : "";
        run.Context.Error.Write(Invariant($"Delete '{name}' with {trials.Count} trials{busy}? Type its name to do so: "));
        return run.Context.Input.ReadLine()?.Trim() == name;
    }
}
