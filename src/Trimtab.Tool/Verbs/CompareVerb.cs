using System.CommandLine;
using Trimtab.Storages;
using Trimtab.Tool.Options;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Verbs;

/// <summary>Compares studies.</summary>
[Named("compare")]
internal sealed class CompareVerb : IVerb
{
    private static readonly Column<Compared>[] _columns =
    [
        new("name", study => study.Name),
        new("direction", study => EnumText.Of(study.Objective.Direction)),
        new("complete", study => study.Complete.Count),
        new("best_value", study => study.BestValue),
        new("best_number", study => study.Best?.Number),
        new("median_value", study => study.Complete.Select(trial => trial.Values[study.Objective.Name]).Median()),
        new("failed", study => study.Trials.Count(trial => trial.State == TrialState.Failed)),
        new("pruned", study => study.Trials.Count(trial => trial.IsStoppedEarly)),
        new("evaluated", study => Seconds(study.Trials)),
        new("seconds_to_best", study =>
            study.Best is { } best ? Seconds(study.Trials.Where(trial => trial.Number <= best.Number)) : null),
    ];

    private readonly StorageChoice _storage = new();
    private readonly FormatChoice _format = new();
    private readonly Argument<string[]> _names = new(StudyNames.Argument)
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

        var compared = studies.Select(study => new Compared(study, count))
            .OrderBy(study => study.BestValue is { } best ? study.Objective.Loss(best) : double.PositiveInfinity);
        _format.Write(run, ResultRows.Of(compared, _columns) with { ValueColumns = ["name", "best_value"] });
        return Task.FromResult(ExitCode.Done);
    }

    private static double Seconds(IEnumerable<Trial> trials) =>
        trials.Where(trial => trial.IsFinished).Sum(trial => trial.Duration.TotalSeconds);

    /// <summary>A study, or its first trials.</summary>
    private sealed class Compared(StudySnapshot study, int? count)
    {
        public string Name => study.Name;

        public Objective Objective => study.Objectives[0];

        public IReadOnlyList<Trial> Trials { get; } = [.. study.Trials.Take(count ?? int.MaxValue)];

        /// <summary>Those that are complete and within their limits, the best first.</summary>
        public IReadOnlyList<Trial> Complete => field ??=
            [.. Trials.Where(trial => trial.State == TrialState.Complete && trial.IsFeasible).BestFirst(Objective)];

        public Trial? Best => Complete.Count > 0 ? Complete[0] : null;

        public double? BestValue => Best?.Values[Objective.Name];
    }
}
