using Trimtab.Pruners;

namespace Trimtab.Studies;

/// <summary>Pruning of one attempt of a trial: its curves, and the trials it could see when it began. Thread-safe.</summary>
internal sealed class TrialPruning(StudyPruning study, History history)
{
    private readonly Lock _gate = new();
    private TrialCurves _curves = new(study.Metric);

    /// <summary>The name of the metric that is compared.</summary>
    public string Metric => study.Metric.Name;

    /// <summary>Whether the last decision was to pause.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Adds a report of the trial.</summary>
    public void Add(Report report)
    {
        lock (_gate)
        {
            _curves = _curves.With(report);
        }
    }

    /// <summary>The pruner's decision about the trial as it stands.</summary>
    public PruneDecision Decide(Trial trial)
    {
        var decision = study.Pruner.Decide(study.Request(trial, _curves, history));
        IsPaused = decision == PruneDecision.Pause;
        study.Log.PruningDecided(trial, Metric, decision);
        return decision;
    }

    /// <summary>The epoch after which the trial will be paused, or null.</summary>
    /// <exception cref="TrimtabException">The pruner's limit is below 1.</exception>
    public int? EpochLimit(Trial trial)
    {
        int? limit = study.Pruner.EpochLimit(study.Request(trial, _curves, history));
        return limit is null or >= 1
            ? limit
            : throw new TrimtabException(
                Invariant($"EpochLimit must be 1 or more. {study.Pruner} returned {limit} for trial {trial.Number}."));
    }

    /// <summary>That of another attempt.</summary>
    public TrialPruning Again() => new(study, history);
}
