using System.CommandLine;
using Trimtab.Storages;
using Trimtab.Tool.Choices;

namespace Trimtab.Tool.Verbs;

/// <summary>Asks all that evaluate a study to stop.</summary>
[Named("stop")]
internal sealed class StopVerb : IVerb
{
    private readonly StudyChoice _study = new();

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Evaluate;

    /// <inheritdoc/>
    public string Description => """
        Asks every run and worker of a study, on any machine, to begin no further trial: those under way are finished. One that is started
        later goes on.
        """.ReplaceLineEndings(" ");

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["trimtab stop -n digits -s postgresql://user@host/database"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => _study.Symbols;

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        var (storage, study) = _study.OpenExisting(run);
        using (storage)
        {
            new StudyCatalog(storage).RequestStop(study.Name);
            int running = storage.ReadTrials(study.Id, -1, []).Count(trial => trial.State == TrialState.Running);
            run.Context.Error.WriteLine(Invariant($"'{study.Name}' begins no further trial; {running} are running."));
            return Task.FromResult(ExitCode.Done);
        }
    }
}
