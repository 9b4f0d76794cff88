using System.CommandLine;
using Trimtab.Storages;
using Trimtab.Tool.Options;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Verbs;

/// <summary>Lists the studies of a storage.</summary>
[Named("studies")]
internal sealed class StudiesVerb : IVerb
{
    private static readonly Column<StudySummary>[] _columns =
    [
        new("name", study => study.Name),
        new("directions", study => study.Study.Directions.Select(direction => EnumText.Of(direction))),
        new("trials", study => study.Trials),
        new("finished", study => study.Finished),
        new("running", study => study.Running),
        new("best_value", study => study.BestValue),
        new("started", study => study.Started),
        new("last_completed", study => study.LastCompleted),
    ];

    private readonly StorageChoice _storage = new();
    private readonly FormatChoice _format = new();

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Look;

    /// <inheritdoc/>
    public string Description => "Lists the studies of a storage.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["trimtab studies", "trimtab studies -s journal:study.log --format json"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [_storage.Option, .. _format.Symbols];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        using var storage = _storage.OpenExisting(run);
        var studies = new StudyCatalog(storage).List();
        _format.Write(run, ResultRows.Of(studies, _columns));
        foreach (string fault in studies.Select(study => study.Fault).OfType<string>())
        {
            run.Context.Error.WriteLine(fault);
        }

        return Task.FromResult(ExitCode.Done);
    }
}
