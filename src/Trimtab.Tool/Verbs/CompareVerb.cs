using System.CommandLine;
using Trimtab.Storages;
using Trimtab.Tool.Options;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Verbs;

/// <summary>Compares studies.</summary>
[Named("compare")]
internal sealed class CompareVerb : IVerb
{
    private static readonly string[] _columns =
        ["name", "direction", "complete", "best_value", "best_number", "median_value", "failed", "pruned", "evaluated", "seconds_to_best"];

    private readonly StorageChoice _storage = new();
    private readonly FormatChoice _format = new();
    private readonly Argument<string[]> _names = new("name")
    {
        Description = "Names of studies; all of the storage where none is given.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<int?> _trials = new("--trials", "-t")
    {
        Description = "Only the first trials of each study, so that studies of different lengths are compared at one budget.",
        HelpName = "N",
    };

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Look;

    /// <inheritdoc/>
    public string Description => "Compares studies by their first objective: best and typical values, and what they cost. Best first.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["trimtab compare digits-tpe digits-random", "trimtab compare --trials 50"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [_names, _storage.Option, _trials, .. _format.Symbols];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        int? count = run.Count(_trials);
        using var storage = _storage.OpenExisting(run);
        var catalog = new StudyCatalog(storage);
        string[] names = run.Value(_names) is { Length: > 0 } given
            ? [.. given.Distinct()]
            : [.. storage.ReadStudies().Select(study => study.Name)];
        var studies = names.Select(catalog.Read).ToList();
        if (studies.Select(study => study.Objectives[0].Direction).Distinct().Count() > 1 && run.Value(_names) is { Length: > 0 })
        {
            run.Context.Error.WriteLine("Some of the studies minimize and some maximize: their values do not compare.");
        }

        var rows = studies.Select(study => (Study: study, Row: Row(study, count)))
            .OrderBy(item => item.Row[3] is double best ? item.Study.Objectives[0].Loss(best) : double.PositiveInfinity)
            .Select(item => item.Row);
        _format.Write(run, new(_columns, rows) { ValueColumns = ["name", "best_value"] });
        return Task.FromResult(ExitCode.Done);
    }

    private static object?[] Row(StudySnapshot study, int? count)
    {
        var objective = study.Objectives[0];
        var trials = study.Trials.Take(count ?? int.MaxValue).ToList();
        var complete = trials.Where(trial => trial.State == TrialState.Complete && trial.IsFeasible).BestFirst(objective).ToList();
        var best = complete.FirstOrDefault();
        double? seconds = best is null
            ? null
            : trials.Where(trial => trial.Number <= best.Number && trial.IsFinished).Sum(trial => trial.Duration.TotalSeconds);
        return
        [
            study.Name,
            EnumText.Of(objective.Direction),
            complete.Count,
            best?.Values[objective.Name],
            best?.Number,
            complete.Select(trial => trial.Values[objective.Name]).Median(),
            trials.Count(trial => trial.State == TrialState.Failed),
            trials.Count(trial => trial.IsStoppedEarly),
            trials.Where(trial => trial.IsFinished).Sum(trial => trial.Duration.TotalSeconds),
            seconds,
        ];
    }
}
