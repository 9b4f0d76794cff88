using System.CommandLine;
using Trimtab.Tool.Options;
using Trimtab.Tool.Programs.Settings;
using Trimtab.Tool.Results;
using Trimtab.Tool.Studies;

namespace Trimtab.Tool.Verbs;

/// <summary>Lists the trials of a study.</summary>
[Named("trials")]
internal sealed class TrialsVerb : IVerb
{
    private readonly StudyChoice _study = new();
    private readonly FormatChoice _format = new();

    private readonly Option<string[]> _states = new("--state")
    {
        Description = $"Only trials of this state: {string.Join(", ", EnumText.States)}. Several times for several.",
        HelpName = "STATE",
    };

    private readonly Option<string?> _sort = new("--sort")
    {
        Description = """
            Order: number, value (best first, those beyond a limit last), duration, started, or a parameter's name; -duration for the
            longest first.
            """.ReplaceLineEndings(" "),
        HelpName = "BY",
    };

    private readonly Option<int?> _top = new("--top") { Description = "How many at most, after sorting.", HelpName = "N" };

    /// <summary>States and orders are completed.</summary>
    public TrialsVerb()
    {
        _states.CompletionSources.Add([.. EnumText.States]);
        _sort.CompletionSources.Add([.. TrialOrder.Fixed]);
    }

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Look;

    /// <inheritdoc/>
    public string Description => "Lists the trials of a study, a row each.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "trimtab trials -n digits --state failed",
        "trimtab trials -n digits --sort value --top 10 --columns number,value,params_lr",
        "trimtab trials -n digits --format csv > trials.csv",
    ];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [.. _study.Symbols, _states, _sort, _top, .. _format.Symbols];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        using var chosen = _study.OpenExisting(run);
        var study = chosen.Read();
        var states = run.Value(_states) is { Length: > 0 } given ? given.Select(EnumText.StateOf).ToHashSet() : null;
        var inState = study.Trials.Where(trial => states is null || states.Contains(trial.State));
        var sorted = run.Value(_sort) is { } by ? TrialOrder.Of(by, study).Sort(inState) : inState;
        bool hasLimits = StoredRun.Limits(chosen.Stored).Count > 0 || study.Trials.Any(trial => !trial.IsFeasible);
        _format.Write(run, TrialRows.Of(study.Objectives, run.Count(_top) is { } top ? sorted.Take(top) : sorted, hasLimits));
        return Task.FromResult(ExitCode.Done);
    }
}
