using System.CommandLine;
using Trimtab.Storages;
using Trimtab.Tool.Options;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Verbs;

/// <summary>Copies a study.</summary>
[Named("copy")]
internal sealed class CopyVerb : IVerb
{
    private readonly StudyChoice _study = new();

    private readonly Option<string?> _to = new("--to")
    {
        Description = "URL of the storage that the copy is made in. [default: the same]",
        HelpName = "URL",
    };

    private readonly Option<string?> _as = new("--as")
    {
        Description = "Name of the copy. [default: that of the study]",
        HelpName = "NAME",
    };

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Move;

    /// <inheritdoc/>
    public string Description => "Copies a study with its trials and attributes, to another storage or under another name.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
        ["trimtab copy -n digits --to postgresql://user@host/database", "trimtab copy -n digits --as digits-before"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [.. _study.Symbols, _to, _as];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        if (run.Value(_to) is null && run.Value(_as) is null)
        {
            throw new UsageException("A copy needs another storage by --to, or another name by --as.");
        }

        using var chosen = _study.OpenExisting(run);
        string name = run.Value(_as) ?? chosen.Name;
        using var other = run.Value(_to) is { } url ? StudyStorage.Open(StorageChoice.UrlOf(url, run.Context)) : null;
        var target = other ?? chosen.Storage;
        chosen.Catalog.Copy(chosen.Name, target, name);
        StoredRun.Renew(target, new StudyCatalog(target).Find(name), StoredRun.NewId(run.Context));
        run.Context.Error.WriteLine($"'{chosen.Name}' was copied{(name == chosen.Name ? "" : $" as '{name}'")}.");
        return Task.FromResult(ExitCode.Done);
    }
}
