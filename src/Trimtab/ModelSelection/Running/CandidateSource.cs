namespace Trimtab.ModelSelection.Running;

/// <summary>The candidates of one run of a search with their results so far.</summary>
internal abstract class CandidateSource
{
    /// <summary>Progress of the run.</summary>
    public abstract ProgressMeter Meter { get; }

    /// <summary>Whether every candidate was tried.</summary>
    public abstract bool IsComplete { get; }

    /// <summary>The candidates that were trained to their end on every fold, in their order.</summary>
    public abstract IReadOnlyList<CandidateResult> Results { get; }

    /// <summary>The candidates as trials, those that are not among the results included.</summary>
    public abstract History Trials { get; }

    /// <summary>Of failed trials that are not among the results: what failed on which fold, by trial.</summary>
    public virtual IReadOnlyDictionary<int, IReadOnlyList<FoldFailure>> TrialFailures => new Dictionary<int, IReadOnlyList<FoldFailure>>();

    /// <summary>
    /// Whether the deciding scorer chose which candidates were trained on, so that there is a best one by it in any case.
    /// </summary>
    public abstract bool IsGuided { get; }

    /// <summary>
    /// How many candidates were ended before they were trained to the end, after scores: each once, and none of the results.
    /// </summary>
    public virtual int Dropped => 0;

    /// <summary>Whether later candidates were suggested by the scores of earlier ones.</summary>
    public virtual bool IsSuggestedByScores => false;

    /// <summary>The stored study that has the candidates; null where the search has no storage.</summary>
    public abstract SearchRecord? Record { get; }

    /// <summary>Trains and scores the candidates.</summary>
    /// <exception cref="TrimtabException">Nothing was scored, or an error was raised.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public abstract void Score(CancellationToken cancellationToken);
}
