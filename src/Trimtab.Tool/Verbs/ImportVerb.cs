using System.CommandLine;
using Trimtab.Storages;
using Trimtab.Tables;
using Trimtab.Tool.Options;
using Trimtab.Tool.Programs.Settings;
using Trimtab.Tool.Studies;

namespace Trimtab.Tool.Verbs;

/// <summary>Adds the rows of a file as finished trials.</summary>
[Named("import")]
internal sealed class ImportVerb : IVerb
{
    private readonly StudyChoice _study = new(isNamed: true);
    private readonly RunOptions _options = new();
    private readonly Argument<string> _file = new("file") { Description = "The file: .csv, .jsonl or .parquet, a row for each trial." };

    private readonly Option<string[]> _titles = new("--title")
    {
        Description = "Title of the column of a parameter or objective, where it is called otherwise: lr=\"learning rate\".",
        HelpName = "NAME=TITLE",
    };

    private readonly Option<bool> _again = new("--again") { Description = "Also rows that are equal to a trial of the study." };

    private readonly Option<string> _zone = new("--time-zone")
    {
        Description = "Time zone of times that have none, as Europe/Berlin or UTC. Default: that of this machine.",
        HelpName = "ZONE",
    };

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Move;

    /// <inheritdoc/>
    public string Description => """
        Adds a finished trial for each row of a file: one that export wrote, Optuna's trials_dataframe(), or a spreadsheet of results.
        Samplers learn from them.
        """.ReplaceLineEndings(" ");

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "trimtab import -n digits trials.csv",
        "trimtab import -n digits results.csv -p lr=1e-5..1e-1:log --metric accuracy --maximize --title accuracy=\"test accuracy\"",
    ];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [_file, .. _study.Symbols, .. _options.Definition, _titles, _again, _zone];

    /// <inheritdoc/>
    public async Task<ExitCode> RunAsync(ToolRun run)
    {
        string name = _study.NameOf(run) ?? throw new UsageException("A study that takes trials must be named by --name.");
        using var storage = _study.OpenStorage(run);
        var defined = DefinedStudy.Of(storage, name, _options, run.Parsed);
        var space = defined.Definition.Space.All;
        int added = await new StudyCatalog(storage).ImportAsync(
            defined.Definition.Options(run.Context.Time),
            run.Context.FullPath(run.Value(_file)!),
            new()
            {
                Space = space,
                Titles = Titles(run.Value(_titles) ?? []),
                AddsAgain = run.Value(_again),
                TimeZone = Zone(run.Value(_zone)),
                KeptAsAttributes = titles => run.Context.Error.WriteLine(
                    $"Kept as attributes: {string.Join(", ", titles)}. A parameter is named by --param."),
            },
            run.Token).ConfigureAwait(false);
        defined.Keep(storage, storage.FindStudy(name)!.Id);
        run.Context.Error.WriteLine(Invariant($"{added} {(added == 1 ? "trial was" : "trials were")} added to '{name}'."));
        return ExitCode.Done;
    }

    private static TimeZoneInfo Zone(string? id) => id is null ? TimeZoneInfo.Local
        : TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone
        : throw new UsageException($"A time zone is one of the machine's, as Europe/Berlin or UTC. There is no '{id}'.");

    private static Dictionary<string, string> Titles(string[] words)
    {
        var titles = new Dictionary<string, string>();
        foreach (string word in words)
        {
            string name = word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
                ? word[..at]
                : throw new UsageException($"A title is given as name=title. Got '{word}'.");
            if (!titles.TryAdd(name, word[(name.Length + 1)..]))
            {
                throw new UsageException($"A parameter or objective has one title. Got two of '{name}'.");
            }
        }

        return titles;
    }
}
