using Trimtab.Pruners;

namespace Trimtab.Studies;

/// <summary>A study's pruner, with what was derived from the study's trials. Thread-safe.</summary>
internal sealed class StudyPruning(StudyOptions options, StudyLog log)
{
    private readonly PruningCache _cache = new();

    /// <summary>The pruner.</summary>
    public Pruner Pruner => options.Pruner;

    /// <summary>The pruner's metric and the direction in which it is better.</summary>
    public Objective Metric { get; } = options.Pruner.MetricOf(options.Objectives);

    /// <summary>Logs decisions.</summary>
    public StudyLog Log => log;

    /// <summary>The paused trial to resume next, or null.</summary>
    public Trial? Promoted(StudyView view) => Pruner.Promote(
        new(view.History, view.Pending, Metric.Direction) { Resuming = view.Resuming, Cache = _cache });

    /// <summary>The request about a running trial.</summary>
    /// <param name="trial">The trial with its reports.</param>
    /// <param name="curves">Its reports as curves.</param>
    /// <param name="history">The trials it may be compared with.</param>
    public PruningRequest Request(Trial trial, TrialCurves curves, History history) =>
        new(trial, history, Metric, options.Name) { Cache = _cache, Curves = curves };
}
