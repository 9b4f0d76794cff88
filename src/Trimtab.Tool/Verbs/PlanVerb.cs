using System.CommandLine;
using Trimtab.Tool.Options;
using Trimtab.Tool.Programs.Evaluation;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Verbs;

/// <summary>Says what a run would do, and how long it would take.</summary>
[Named("plan")]
internal sealed class PlanVerb : IVerb
{
    private readonly RunOptions _options = new();
    private readonly StorageChoice _storage = new();
    private readonly OtherSettingsChoice _others = new();
    private readonly Argument<string[]> _words = ProgramArgument.Make();

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Tune;

    /// <inheritdoc/>
    public string Description =>
        "Says what a run would do: the first command lines, how many trials, and how long, after running the first one once. "
        + "Nothing is stored.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
        ["trimtab plan -p lr=1e-5..1e-1:log --metric accuracy --maximize -t 100 -- python3 train.py --lr {lr}", "trimtab plan study.yaml"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [.. _options.Symbols, _storage.Option, .. _others.Symbols, _words];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run) =>
        new RunPlan(
            new(new(run, _options, ProgramArgument.FileOf(run, _words)), _others.Of(run), run.Context),
            run,
            () => _storage.OpenIfThere(run)).WriteAsync(isTimed: true);
}
