using System.CommandLine;
using Trimtab.Tool.Options;

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
        using var chosen = _study.OpenExisting(run);
        chosen.Catalog.RequestStop(chosen.Name);
        run.Context.Error.WriteLine($"'{chosen.Name}' begins no further trial; those that run are finished.");
        return Task.FromResult(ExitCode.Done);
    }
}
