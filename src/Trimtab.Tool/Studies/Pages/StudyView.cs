using Trimtab.Importance;
using Trimtab.ModelSelection;
using Trimtab.Storages;
using Trimtab.Tool.Programs.Settings;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Studies.Pages;

/// <summary>The contents of the page of a study: each thing is computed once.</summary>
/// <param name="stored">The study as it is stored.</param>
/// <param name="study">Its trials, all of them.</param>
/// <param name="failed">Numbers of those that failed and were not tried again.</param>
internal sealed class StudyView(StoredStudy stored, StudySnapshot study, IReadOnlyList<int> failed)
{
    /// <summary>Options and trials.</summary>
    public StudySnapshot Study => study;

    /// <summary>The trials that failed and were not tried again.</summary>
    public IReadOnlyList<Trial> Failed { get; } = [.. failed.Select(number => study.Trials[number])];

    /// <summary>The only objective, or the first.</summary>
    public Objective Objective => study.Objectives[0];

    /// <summary>Whether there are several objectives.</summary>
    public bool HasFront => study.Objectives.Count > 1;

    /// <summary>The best trial, or all of the Pareto front; empty where none is complete and feasible.</summary>
    public IReadOnlyList<Trial> Best { get; } = study.Objectives.Count > 1
        ? study.ParetoFront
        : [.. study.Trials.Completed.Where(trial => trial.IsFeasible).BestFirst(study.Objectives[0]).Take(1)];

    /// <summary>The trials that may be the best by their scores on folds; null where there are none.</summary>
    public StudyTieSet? Ties { get; } = StudyTieSet.Of(stored, study);

    /// <summary>How many trials are in which state, in the order of the states.</summary>
    public IReadOnlyList<(TrialState State, int Count)> States { get; } =
        [.. study.Trials.GroupBy(trial => trial.State).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()))];

    /// <summary>The constraints on what its program reports, as they are written; empty where none are known.</summary>
    public IReadOnlyList<string> Limits { get; } = StoredRun.Limits(stored);

    /// <summary>How many complete trials are beyond a limit.</summary>
    public int BeyondLimits { get; } = study.Trials.Completed.Count(trial => !trial.IsFeasible);

    /// <summary>Why importance is not shown; empty where it is.</summary>
    public string ImportanceCaveat { get; } = ImportanceEvaluator.Caveat(study);

    /// <summary>Parameter importance for the first objective; empty where there are too few trials to rely on it.</summary>
    public IReadOnlyList<(string Parameter, double Importance)> Importances => field ??= ImportancesOf();

    /// <summary>Time of all evaluations, added up.</summary>
    public TimeSpan Evaluated { get; } = BoundedTime.Sum(study.Trials.Where(trial => trial.IsFinished).Select(trial => trial.Duration));

    /// <summary>When the first trial began; null where none has.</summary>
    public DateTimeOffset? Started { get; } = study.Trials.Min(trial => trial.Started);

    /// <summary>When a trial finished last; null where none has.</summary>
    public DateTimeOffset? Ended { get; } =
        study.Trials.Where(trial => trial.IsFinished).Max(trial => BoundedTime.After(trial.Started, trial.Duration));

    /// <summary>Advice on what to try next.</summary>
    public IReadOnlyList<string> Advice => field ??= [.. StudyAdvice.Of(this)];

    /// <summary>The page as one row of data.</summary>
    public ResultRows Row() => ResultRows.Of<StudyView>([this],
    [
        new("name", view => view.Study.Name),
        new("objectives", view =>
            Map(view.Study.Objectives.Select(objective => (objective.Name, (object?)EnumText.Of(objective.Direction))))),
        new("trials", view => view.Study.Trials.Count),
        new("states", view => Map(view.States.Select(item => (EnumText.Of(item.State), (object?)item.Count)))),
        new("limits", view => view.Limits),
        new("beyond_limits", view => view.BeyondLimits),
        new("best", view => view.Best.Select(trial => Map(
        [
            ("number", trial.Number),
            ("values", Map(trial.Values.Select(item => (item.Key, (object?)item.Value)))),
            ("params", TrialRows.Parameters(trial.Parameters)),
        ])).ToList()),
        new("as_good", view => view.Ties?.Trials),
        new("importance", view => Map(view.Importances.Select(item => (item.Parameter, (object?)item.Importance)))),
        new("evaluated", view => view.Evaluated.TotalSeconds),
        new("started", view => view.Started),
        new("ended", view => view.Ended),
        new("advice", view => view.Advice),
    ]) with
    {
        IsSingle = true,
        ValueColumns = ["name", "trials"],
    };

    private static OrderedDictionary<string, object?> Map(IEnumerable<(string Key, object? Value)> items) =>
        new(items.Select(item => KeyValuePair.Create(item.Key, item.Value)), StringComparer.Ordinal);

    private IReadOnlyList<(string Parameter, double Importance)> ImportancesOf()
    {
        try
        {
            return ImportanceCaveat.Length > 0 ? [] : new PedAnova().Of(study);
        }
        catch (TrimtabException)
        {
            return []; // no parameter in common
        }
    }
}
