using Trimtab.Caching;
using Trimtab.ModelSelection.Planning;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>Plan of a search: its trainings and their estimated duration. Immutable.</summary>
public sealed record SearchPlan
{
    /// <summary>Number of candidates.</summary>
    public required int Candidates { get; init; }

    /// <summary>Number of folds.</summary>
    public required int Folds { get; init; }

    /// <summary>Number of fits: candidates times folds.</summary>
    public required int Fits { get; init; }

    /// <summary>Fits that the ledger knows, or will know from searches planned before this one.</summary>
    public required int Known { get; init; }

    /// <summary>Epochs, each fit trained alone; 1 per fit where the estimator has none.</summary>
    public required long EpochsAsked { get; init; }

    /// <summary>Epochs that will be trained, after sharing and after the ledger; without the refit's.</summary>
    public required long EpochsToTrain { get; init; }

    /// <summary>Trainings that must be alone though they have epochs, and why.</summary>
    public required IReadOnlyList<(ParameterSet Candidate, string Why)> Alone { get; init; }

    /// <summary>Candidates that can't be trained, and why; the search counts them as failed and trains the others.</summary>
    public IReadOnlyList<(ParameterSet Candidate, string Why)> Refused { get; init; } = [];

    /// <summary>
    /// Expected duration on the search's workers: trainings, scores by the estimator's own scorer, refit. What a search does beside them is
    /// not in it, which counts where fits take less than a millisecond.
    /// </summary>
    public required TimeRange Duration { get; init; }

    /// <summary>
    /// Bytes the process will hold: what it holds now that a few steps of every kind of training have run on every worker.
    /// </summary>
    public required long PeakMemory { get; init; }

    /// <summary>The plan in one line.</summary>
    public override string ToString() => Invariant(
        $"{InvariantText.Count(Candidates, "candidate")} × {InvariantText.Count(Folds, "fold")} = {InvariantText.Count(Fits, "fit")}, ")
        + Invariant($"{Known} of them known; ")
        + Invariant($"{EpochsAsked:N0} epochs asked for, {EpochsToTrain:N0} to train: {Duration}, ")
        + Invariant($"{PeakMemory / 1048576.0:N0} MiB{RefusedText}");

    private string RefusedText => Refused.Count == 0
        ? ""
        : $"; {InvariantText.Count(Refused.Count, "candidate")} can't be trained, {(Refused.Count == 1 ? "" : "the first, ")}"
            + $"{Refused[0].Candidate.ToDisplayString()}: {Refused[0].Why}";

    /// <summary>
    /// Plans searches that run one after another: what one trains the next need not, where they share rows and a ledger and have requested
    /// their scores.
    /// </summary>
    /// <remarks>Kinds of trainings that are new to <see cref="CandidateSearch.Costs"/> are timed, a fraction of a second each.</remarks>
    /// <param name="searches">In the order they run.</param>
    /// <param name="progress">Given the share of the planning that is done, from 0 to 1; from the thread that timed last.</param>
    /// <param name="cancellationToken">Cancels it before the next candidate or timing.</param>
    /// <exception cref="TrimtabException">A search cannot work.</exception>
    public static IReadOnlyList<SearchPlan> Of(
        IReadOnlyList<CompiledSearch> searches, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(searches);
        var stops = searches
            .Where(search => search.Search.Ledger is not null)
            .SelectMany(search => search.Planned(cancellationToken).Trajectories)
            .Observing(cancellationToken)
            .Where(planned => planned.Content.Length > 0)
            .GroupBy(planned => planned.Content)
            .ToDictionary(same => same.Key, same => same.SelectMany(planned => planned.Stops.Select(stop => stop.Epoch)).ToHashSet());
        var foreseen = new Dictionary<Ledger, PlannedCells>();
        var costs = new TrainingCosts();
        var plans = new List<SearchPlan>();
        foreach (var search in searches.Observing(cancellationToken))
        {
            var known = search.Search.Ledger is not { } ledger ? new(null)
                : foreseen.TryGetValue(ledger, out var there) ? there
                : foreseen[ledger] = new(ledger);
            int planned = plans.Count;
            void Report(double share) => progress?.Report((planned + share) / searches.Count);
            plans.Add(Of(search, known, search.Search.Costs ?? costs, Report, cancellationToken));
            if (search.Search.Ledger is not null)
            {
                Foresee(search, known, stops, cancellationToken);
            }
        }

        return plans;
    }

    private static SearchPlan Of(
        CompiledSearch compiled, PlannedCells known, TrainingCosts costs, Action<double> timed, CancellationToken cancellationToken)
    {
        var (search, candidates) = (compiled.Search, compiled.Planned(cancellationToken));
        candidates.RequireTrainable(search.ErrorScore);
        var forecast = new SearchForecast(compiled, candidates, known, costs);
        costs.Measure(forecast.ToTime(), compiled.Folds[0].Train, search.Workers, timed, cancellationToken);
        costs.MeasureShared(forecast.RefitsToTime(), compiled.Folds[0].Train, search.Workers, cancellationToken);
        int fits = candidates.Candidates.Count * compiled.Folds.Count;
        int cells = candidates.Trajectories.Sum(planned => planned.Stops.Where(stop => planned.IsKnown(stop, known))
            .Sum(stop => stop.Candidates.Count));
        return new()
        {
            Candidates = candidates.Candidates.Count,
            Folds = compiled.Folds.Count,
            Fits = fits,
            Known = cells,
            EpochsAsked = candidates.Trajectories.Sum(planned => planned.Stops.Sum(stop => (long)stop.Epoch * stop.Candidates.Count)),
            EpochsToTrain = candidates.EpochsToTrain(known),
            Alone = [.. candidates.Trajectories
                .Where(planned => planned is { Fold: 0, Refusal: null, Identity.WhyAlone.Length: > 0, Estimator: IIterativeEstimator })
                .Select(planned => (candidates.Candidates[planned.FirstCandidate], planned.Identity.WhyAlone))],
            Refused = [.. candidates.Refused.Select(refused => (refused.Candidate, TrialFailure.Of(refused.Why).Message))],
            Duration = forecast.Duration,
            PeakMemory = Environment.WorkingSet,
        };
    }

    private static void Foresee(
        CompiledSearch search, PlannedCells known, Dictionary<string, HashSet<int>> stops, CancellationToken cancellationToken)
    {
        var candidates = search.Planned(cancellationToken);
        known.AddRefit(search.Search.Refit, RefitForecast.Keys(candidates));
        foreach (var planned in candidates.Trajectories.Observing(cancellationToken)
            .Where(planned => planned.Refusal is null && planned.Content.Length > 0 && planned.CountMissing(known) > 0))
        {
            known.Add(planned.Content, [.. stops[planned.Content].Where(epoch => epoch <= planned.Epochs)]);
        }
    }
}
