using Trimtab.Pruners;

namespace Trimtab.Studies;

/// <summary>A study's pruner, with what was derived from the study's trials. Thread-safe.</summary>
internal sealed class StudyPruning(StudyOptions options)
{
    private readonly PruningMemory _memory = new();

    /// <summary>The pruner.</summary>
    public Pruner Pruner => options.Pruner;

    /// <summary>
    /// The pruner's metric and the direction in which it is better: that of the objective of its name, else of the first.
    /// </summary>
    public Objective Metric { get; } = new(
        options.Pruner.Metric,
        (options.Objectives.FirstOrDefault(objective => objective.Name == options.Pruner.Metric) ?? options.Objectives[0]).Direction);

    /// <summary>The paused trial to resume next, or null.</summary>
    public Trial? Promoted(StudyView view) => Pruner.Promote(new(view.History, view.Pending, Metric.Direction) { Memory = _memory });

    /// <summary>The request about a running trial.</summary>
    /// <param name="trial">The trial with its reports.</param>
    /// <param name="curves">Its reports as curves.</param>
    /// <param name="history">The trials it may be compared with.</param>
    public PruningRequest Request(Trial trial, TrialCurves curves, History history) =>
        new(trial, history, Metric, options.Name) { Memory = _memory, Curves = curves };
}
