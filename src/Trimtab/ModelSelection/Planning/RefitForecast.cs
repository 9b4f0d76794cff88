using Trimtab.Caching;

namespace Trimtab.ModelSelection.Planning;

/// <summary>Which trainings on all rows a search may end with.</summary>
internal sealed class RefitForecast
{
    private readonly CompiledSearch _compiled;
    private readonly PlannedCandidates _candidates;
    private readonly PlannedCells _known;

    public RefitForecast(CompiledSearch compiled, PlannedCandidates candidates, PlannedCells known)
    {
        (_compiled, _candidates, _known) = (compiled, candidates, known);
        if (compiled.Search.Refit is Refit.Never)
        {
            Candidates = [];
            return;
        }

        var keys = KeysOf(candidates);
        var reused = known.ProbabilityOfRefit(compiled.Search.Refit, keys.Select(item => item.Key).ToHashSet());
        Candidates =
        [
            .. from item in BestOfKnown() is { } best ? keys.Where(item => item.Candidate == best) : keys
               select (Work(item.Candidate, item.Planned), candidates.Estimators[item.Candidate], 1 - reused(item.Key)),
        ];
    }

    /// <summary>
    /// One for each candidate that may be the best, each equally likely; with the probability that it must be trained then.
    /// </summary>
    public IReadOnlyList<(PlannedRefit Work, IEstimator Estimator, double Probability)> Candidates { get; }

    /// <summary>The candidates' content, by which they are found again in other searches over the same folds and scorers.</summary>
    public static IReadOnlySet<CellKey> Keys(PlannedCandidates candidates) => KeysOf(candidates).Select(item => item.Key).ToHashSet();

    private static List<(int Candidate, PlannedTrajectory Planned, CellKey Key)> KeysOf(PlannedCandidates candidates) =>
    [
        .. from planned in candidates.Trajectories
           where planned is { Fold: 0, Refusal: null }
           from stop in planned.Stops
           from candidate in stop.Candidates
           select (candidate, planned, new CellKey(planned.Content, stop.Epoch)),
    ];

    private PlannedRefit Work(int candidate, PlannedTrajectory planned)
    {
        int epochs = _candidates.Estimators[candidate].Length;
        int done = _compiled.RefitContent(_candidates.Estimators[candidate]) is { Length: > 0 } content
            ? _known.SnapshotEpoch(content)
            : 0;
        return new(
            _candidates.Candidates[candidate], planned.CostKind, (double)_compiled.Data.Count * (done <= epochs ? epochs - done : epochs));
    }

    /// <summary>
    /// The best candidate where the ledger holds all scores; <see langword="null"/> where a training is needed to know it.
    /// </summary>
    private int? BestOfKnown()
    {
        if (_compiled.Search.Refit is Refit.ByFunction || _compiled.Search.Ledger is not { } ledger)
        {
            return null;
        }

        int scorer = _compiled.Deciding;
        var sums = new Dictionary<int, double>();
        foreach (var planned in _candidates.Trajectories.Where(planned => planned.Refusal is null))
        {
            foreach (var stop in planned.Stops)
            {
                if (planned.Find(stop, ledger) is not { } cell)
                {
                    return null;
                }

                foreach (int candidate in stop.Candidates)
                {
                    sums[candidate] = sums.GetValueOrDefault(candidate) + cell.Test[scorer];
                }
            }
        }

        return sums.Where(sum => !double.IsNaN(sum.Value)).OrderByDescending(sum => sum.Value)
            .ThenBy(sum => sum.Key).Select(sum => (int?)sum.Key).FirstOrDefault();
    }
}
