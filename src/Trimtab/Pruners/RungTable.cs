using Trimtab.Spaces;

namespace Trimtab.Pruners;

/// <summary>
/// Which trials reached which rung of a successive halving that pauses: the k-th trial of the same parameters stands on rung k. Keeps what
/// it read; O(log n) a trial. Thread-safe.
/// </summary>
internal sealed class RungTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ParameterSet, List<Trial>> _climbs = [];
    private readonly List<Rung> _rungs = [];
    private readonly FinishedTrials _finished = new();

    /// <summary>
    /// The best paused trial among the best 1/<paramref name="reduction"/> of the highest rung that has one; null if there is none.
    /// </summary>
    public Trial? Promotable(PromotionRequest request, int reduction)
    {
        lock (_gate)
        {
            Follow(request.History, request.Direction);
            var busy = request.Pending.ToHashSet();
            return Enumerable.Reverse(_rungs).Select(rung => rung.Promotable(reduction, busy)).FirstOrDefault(trial => trial is not null);
        }
    }

    /// <summary>How often a trial of these parameters was paused in a history.</summary>
    public int PausesOf(ParameterSet parameters, History history, Direction direction)
    {
        lock (_gate)
        {
            if (_finished.GoesOn(history))
            {
                Follow(history, direction);
            }

            return _climbs.GetValueOrDefault(parameters)?
                .Count(trial => trial.State == TrialState.Paused && trial.Number < history.Count && history[trial.Number].IsFinished) ?? 0;
        }
    }

    private void Follow(History history, Direction direction)
    {
        foreach (var trial in _finished.Since(history, Forget))
        {
            if (trial.State is TrialState.Complete or TrialState.Paused && trial.Values.Count > 0)
            {
                Add(trial, direction);
            }
        }
    }

    private void Forget()
    {
        _climbs.Clear();
        _rungs.Clear();
    }

    private void Add(Trial trial, Direction direction)
    {
        if (!_climbs.TryGetValue(trial.Parameters, out var climb))
        {
            _climbs[trial.Parameters] = climb = [];
        }

        if (climb.Count > 0)
        {
            _rungs[climb.Count - 1].Leave(climb[^1]);
        }

        if (climb.Count == _rungs.Count)
        {
            _rungs.Add(new(direction));
        }

        _rungs[climb.Count].Add(trial);
        climb.Add(trial);
    }

    /// <summary>The trials that reached one rung, best first.</summary>
    private sealed class Rung(Direction direction)
    {
        private readonly List<(double Loss, int Number)> _reached = [];
        private readonly SortedDictionary<(double Loss, int Number), Trial> _paused = [];

        public void Add(Trial trial)
        {
            var key = KeyOf(trial);
            _reached.Insert(~_reached.BinarySearch(key), key);
            if (trial.State == TrialState.Paused)
            {
                _paused.Add(key, trial);
            }
        }

        /// <summary>The trial was resumed.</summary>
        public void Leave(Trial trial) => _paused.Remove(KeyOf(trial));

        public Trial? Promotable(int reduction, HashSet<ParameterSet> busy)
        {
            int best = _reached.Count / reduction;
            return best == 0 ? null : _paused
                .TakeWhile(item => item.Key.CompareTo(_reached[best - 1]) <= 0)
                .Select(item => item.Value)
                .FirstOrDefault(trial => !busy.Contains(trial.Parameters));
        }

        private (double Loss, int Number) KeyOf(Trial trial) =>
            (direction.Loss(trial.Values.Values.First()) is var loss && double.IsNaN(loss) ? double.PositiveInfinity : loss, trial.Number);
    }
}
