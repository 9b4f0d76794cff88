using Trimtab.Pruners;

namespace Trimtab.Studies;

/// <summary>Asks the study's pruner about trials: it sees what the trial could see when it began. Thread-safe.</summary>
internal sealed class TrialPruning(StudyOptions options, PruningMemory memory)
{
    /// <summary>
    /// The pruner's metric and the direction in which it is better: that of the objective of its name, else of the first.
    /// </summary>
    public Objective Metric { get; } = new(options.Pruner.Metric, (options.Objectives.FirstOrDefault(objective => objective.Name == options.Pruner.Metric) ?? options.Objectives[0]).Direction);

    /// <summary>Whether a running trial goes on.</summary>
    /// <param name="trial">The trial with its reports.</param>
    /// <param name="curves">Its reports as curves.</param>
    /// <param name="history">The trials it may be compared with.</param>
    public PruneDecision Decide(Trial trial, TrialCurves curves, History history) => options.Pruner.Decide(Request(trial, curves, history));

    /// <summary>The epoch after which the trial will be paused, or null.</summary>
    public int? EpochLimit(Trial trial, TrialCurves curves, History history) => options.Pruner.EpochLimit(Request(trial, curves, history));

    /// <summary>The paused trial to resume next, or null.</summary>
    public Trial? Promoted(StudyView view) => options.Pruner.Promote(new(view.History, view.Pending, Metric.Direction) { Memory = memory });

    private PruningRequest Request(Trial trial, TrialCurves curves, History history) =>
        new(trial, history, Metric, options.Name) { Memory = memory, Curves = curves };
}
