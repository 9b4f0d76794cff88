using Trimtab.Caching;

namespace Trimtab.ModelSelection.Planning;

/// <summary>An epoch at which a training is scored.</summary>
/// <param name="Epoch">Epochs trained, 1 or more.</param>
/// <param name="Candidates">The candidates that end there; none where the epoch is scored for its report.</param>
internal readonly record struct Stop(int Epoch, IReadOnlyList<int> Candidates);

/// <summary>One training on one fold, and the candidates that are scored along it.</summary>
/// <param name="Estimator">The longest of the candidates' estimators; they differ in their epochs only.</param>
/// <param name="Fold">The fold.</param>
/// <param name="Stops">
/// Epochs at which to score, rising, each with the candidates that end there; none where an epoch is scored for its report.
/// </param>
/// <param name="Identity">What it is, and why alone where it is.</param>
internal sealed record PlannedTrajectory(
    IEstimator Estimator, int Fold, IReadOnlyList<Stop> Stops, TrajectoryIdentity Identity)
{
    /// <summary>SHA-256 of everything its scores depend on; empty where that can't be known.</summary>
    public string Content { get; init; } = "";

    /// <summary>What its cells hold.</summary>
    public CellShape Shape { get; init; }

    /// <summary>What it is timed as.</summary>
    public string CostKind { get; init; } = "";

    /// <summary>The first of its candidates to end.</summary>
    public int FirstCandidate => Stops.First(stop => stop.Candidates.Count > 0).Candidates[0];

    /// <summary>Why it can't be trained, known before anything is; or null.</summary>
    public Exception? Refusal { get; init; }

    /// <summary>Epochs it trains.</summary>
    public int Epochs => Stops[^1].Epoch;

    /// <summary>Whether its scores are known at <paramref name="stop"/>.</summary>
    public bool IsKnown(Stop stop, IKnownCells? known) =>
        Content.Length > 0 && known?.Knows(new(Content, stop.Epoch), ShapeAt(stop)) == true;

    /// <summary>Its scores at <paramref name="stop"/>; <see langword="null"/> where they are not known.</summary>
    public Cell? Find(Stop stop, Ledger? ledger) => Content.Length > 0 ? ledger?.Find(new(Content, stop.Epoch), ShapeAt(stop)) : null;

    /// <summary>How many stops must be trained for.</summary>
    public int CountMissing(IKnownCells? known)
    {
        int missing = 0;
        for (int i = 0; i < Stops.Count; i++)
        {
            missing += IsKnown(Stops[i], known) ? 0 : 1;
        }

        return missing;
    }

    /// <summary>
    /// Epochs that must be trained: from a snapshot, where one helps, to the last stop that is not known; 0 where all are, or where it
    /// can't be trained.
    /// </summary>
    public int EpochsToTrain(IKnownCells? known)
    {
        int first = 0, last = Stops.Count - 1;
        while (first <= last && IsKnown(Stops[first], known))
        {
            first++;
        }

        while (last > first && IsKnown(Stops[last], known))
        {
            last--;
        }

        return first > last || Refusal is not null ? 0 : Stops[last].Epoch - SnapshotBefore(Stops[first].Epoch, known);
    }

    /// <summary>The epoch of the snapshot a training to <paramref name="stop"/> goes on from; 0 without one.</summary>
    public int SnapshotBefore(int stop, IKnownCells? known) =>
        Content.Length > 0 && known?.SnapshotEpoch(Content) is { } epoch && epoch <= stop ? epoch : 0;

    /// <summary>
    /// The trainings <paramref name="estimators"/> need, each on the first fold, longest first and then in the candidates' order.
    /// </summary>
    /// <param name="estimators">One a candidate.</param>
    /// <param name="everyEpoch">Whether every epoch is a stop.</param>
    /// <param name="cancellationToken">Observed for every candidate.</param>
    public static IEnumerable<PlannedTrajectory> OnFirstFold(
        IReadOnlyList<IEstimator> estimators, bool everyEpoch, CancellationToken cancellationToken)
    {
        var identities = estimators.Observing(cancellationToken).Select(IdentityOf).ToList();
        return estimators.Observing(cancellationToken).Index()
            .GroupBy(item => identities[item.Index] is { Key.Length: > 0 } shared ? (object)shared.Key : item.Index)
            .Select(same => Make(
                same.MaxBy(candidate => candidate.Item.Length).Item, same, identities[same.First().Index], everyEpoch))
            .OrderByDescending(planned => planned.Epochs)
            .Observing(cancellationToken);
    }

    /// <summary>What a training of <paramref name="estimator"/> depends on; alone where it has no epochs or can't be built.</summary>
    public static TrajectoryIdentity IdentityOf(IEstimator estimator)
    {
        if (estimator is not IIterativeEstimator iterative)
        {
            return TrajectoryIdentity.Alone("it has no epochs");
        }

        TrajectoryIdentity? identity = null;
        // what it throws now it throws again when it is trained, and fails that candidate there
        var error = UserCode.Try(() => identity = iterative.Identity);
        return identity ?? TrajectoryIdentity.Alone(error is null ? "its Identity is null" : TrialFailure.Of(error).Message);
    }

    /// <summary>Where a candidate ends, its rows decide how sure its score is.</summary>
    private CellShape ShapeAt(Stop stop) => Shape with { WithRows = stop.Candidates.Count > 0 };

    private static PlannedTrajectory Make(
        IEstimator estimator, IEnumerable<(int Index, IEstimator Item)> same, TrajectoryIdentity identity, bool everyEpoch)
    {
        var ends = same.ToLookup(candidate => candidate.Item.Length, candidate => candidate.Index);
        var epochs = everyEpoch ? Enumerable.Range(1, estimator.Length) : ends.Select(end => end.Key).Order();
        return new(estimator, Fold: 0, [.. epochs.Select(epoch => new Stop(epoch, [.. ends[epoch]]))], identity);
    }
}
