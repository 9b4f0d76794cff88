using System.CommandLine;
using Trimtab.Storages;
using Trimtab.Tool.Options;
using Trimtab.Tool.Programs.Settings;
using Trimtab.Tool.Studies;

namespace Trimtab.Tool.Verbs;

/// <summary>Begins a trial that is evaluated outside.</summary>
[Named("ask")]
internal sealed class AskVerb : IVerb
{
    private readonly StudyChoice _study = new(isNamed: true);
    private readonly RunOptions _options = new();
    private readonly FormatChoice _format = new("jsonl");

    private readonly Option<bool> _shell = new("--shell")
    {
        Description = "Print assignments for a shell instead: TRIMTAB_TRIAL, TRIMTAB_ATTEMPT, and TRIMTAB_PARAM_LR for a parameter lr.",
    };

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Evaluate;

    /// <inheritdoc/>
    public string Description => """
        Begins a trial that you evaluate: prints its number and parameters as JSON. End it with tell. The first ask of a study says its
        space and metric, which are kept with it.
        """.ReplaceLineEndings(" ");

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "trimtab ask -n bowl -p x=-2.0..2.0 -p y=-2.0..2.0 --metric height --minimize",
        "trimtab ask -n bowl",
        "eval \"$(trimtab ask -n bowl --shell)\"; trimtab tell -n bowl $TRIMTAB_TRIAL $(./bowl $TRIMTAB_PARAM_X)",
    ];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [.. _study.Symbols, .. _options.Definition, _shell, .. _format.Symbols];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        string name = _study.NameOf(run) ?? throw new UsageException("A study must be named by --name.");
        using var storage = _study.OpenStorage(run);
        var asked = AskedStudy.Open(storage, name, _options, run);
        var live = Begin(asked, run);
        var parameters = asked.Space.Suggest(live);
        live.KeepParameters();
        var stored = storage.FindTrial(asked.Id, live.Number)!;
        storage.Write(stored.Id, stored.Attempt, new()
        {
            Parameters = asked.Study[live.Number].Space.ToDictionary(
                item => item.Key, item => StoredParameter.Of(item.Value, parameters[item.Key])),
            // Without a lease, as Python's trials are: it does not end with this process.
            SystemAttributes = new Dictionary<string, string> { [StorageAttributes.Lease] = "\"\"" },
        });
        if (run.Value(_shell))
        {
            var names = asked.Space.Parameters.Select(parameter => parameter.Name);
            foreach (string line in ShellAssignments.Of(live.Number, stored.Attempt, parameters, names))
            {
                run.Context.Output.WriteLine(line);
            }
        }
        else
        {
            _format.Write(run, new(
                ["number", "attempt", "params"],
                [[live.Number, stored.Attempt, TrialRows.Parameters(parameters)]])
            {
                IsSingle = true,
            });
        }

        return Task.FromResult(ExitCode.Done);
    }

    /// <summary>Begins a trial; one that waits with values it can't have fails, and the next one is begun.</summary>
    private static LiveTrial Begin(AskedStudy asked, ToolRun run)
    {
        while (true)
        {
            var live = asked.Study.Ask();
            if (asked.Space.Refusal(asked.Study[live.Number].Given) is not { } refusal)
            {
                return live;
            }

            live.TellFailed(refusal);
            run.Context.Error.WriteLine(Invariant($"Trial {live.Number}, which waited, failed: {refusal}"));
        }
    }
}
