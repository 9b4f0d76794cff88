using System.CommandLine;
using Trimtab.Storages;
using Trimtab.Tool.Options;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Verbs;

/// <summary>Lists the studies of a storage.</summary>
[Named("studies")]
internal sealed class StudiesVerb : IVerb
{
    private static readonly string[] _columns =
        ["name", "directions", "trials", "finished", "running", "best_value", "started", "last_completed"];

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
        _format.Write(run, new(_columns, studies.Select(Row)));
        foreach (string fault in studies.Select(study => study.Fault).OfType<string>())
        {
            run.Context.Error.WriteLine(fault);
        }

        return Task.FromResult(ExitCode.Done);
    }

    private static object?[] Row(StudySummary study) =>
    [
        study.Name, study.Study.Directions.Select(direction => EnumText.Of(direction)), study.Trials, study.Finished,
        study.Running, study.BestValue, study.Started, study.LastCompleted,
    ];
}
