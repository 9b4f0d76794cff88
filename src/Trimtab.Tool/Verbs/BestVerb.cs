using System.CommandLine;
using Trimtab.Tool.Options;
using Trimtab.Tool.Programs.Settings;
using Trimtab.Tool.Studies;

namespace Trimtab.Tool.Verbs;

/// <summary>Prints the best trial.</summary>
[Named("best")]
internal sealed class BestVerb : IVerb
{
    private readonly StudyChoice _study = new();
    private readonly FormatChoice _format = new();

    private readonly Option<int> _top = new("--top")
    {
        Description = "How many trials, best first. Of several objectives all that no other beats are printed.",
        DefaultValueFactory = _ => 1,
        HelpName = "N",
    };

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Look;

    /// <inheritdoc/>
    public string Description => "Prints the best trial within its limits, or the Pareto front of several objectives.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
        ["trimtab best -n digits", "trimtab best -n digits --format value --columns params_lr", "trimtab best -n digits --top 5 -f csv"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [.. _study.Symbols, _top, .. _format.Symbols];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        using var chosen = _study.OpenExisting(run);
        int top = run.Value(_top) is >= 1 and var count ? count : throw new UsageException("--top must be 1 or more.");
        bool isSingle = chosen.Stored.Directions.Count == 1;
        var best = isSingle ? chosen.Catalog.ReadBest(chosen.Name, top).Trials : chosen.Read().ParetoFront;
        if (best.Count == 0)
        {
            run.Context.Error.WriteLine($"'{chosen.Name}' has no complete trial that is within its limits.");
            return Task.FromResult(ExitCode.NoTrialSucceeded);
        }

        var rows = TrialRows.Of(chosen.Stored.Objectives, best, hasLimits: StoredRun.Limits(chosen.Stored).Count > 0);
        _format.Write(run, rows with { IsSingle = isSingle && !run.IsGiven(_top) });
        return Task.FromResult(ExitCode.Done);
    }
}
