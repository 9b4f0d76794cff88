namespace Trimtab.Pruners;

/// <summary>
/// Which trials reached which rung of a successive halving that pauses: one that resumes another stands one rung above it, the others on
/// rung 0. Keeps what it read; O(log n) a trial. Thread-safe.
/// </summary>
internal sealed class RungTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, int> _rungOf = []; // of a finished trial, by number
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
            return Enumerable.Reverse(_rungs).Select(rung => rung.Promotable(reduction, request.Resuming))
                .FirstOrDefault(trial => trial is not null);
        }
    }

    /// <summary>The rung a running trial is to reach, from 0: one above that of the trial it resumes.</summary>
    public int RungOf(Trial trial, History history, Direction direction)
    {
        lock (_gate)
        {
            if (_finished.GoesOn(history))
            {
                Follow(history, direction);
            }

            return RungOf(trial);
        }
    }

    private int RungOf(Trial trial) => trial.Resumes is { } paused ? _rungOf.GetValueOrDefault(paused) + 1 : 0;

    private void Follow(History history, Direction direction)
    {
        foreach (var trial in _finished.Since(history, Forget))
        {
            if (trial.State is TrialState.Complete or TrialState.Paused && trial.Values.Count > 0)
            {
                Add(trial, history, direction);
            }
        }
    }

    private void Forget()
    {
        _rungOf.Clear();
        _rungs.Clear();
    }

    private void Add(Trial trial, History history, Direction direction)
    {
        int rung = RungOf(trial);
        if (trial.Resumes is { } paused)
        {
            _rungs[rung - 1].Leave(history[paused]);
        }

        if (rung == _rungs.Count)
        {
            _rungs.Add(new(direction));
        }

        _rungs[rung].Add(trial);
        _rungOf[trial.Number] = rung;
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

        public Trial? Promotable(int reduction, IReadOnlySet<int> resuming)
        {
            int best = _reached.Count / reduction;
            return best == 0 ? null : _paused
                .TakeWhile(item => item.Key.CompareTo(_reached[best - 1]) <= 0)
                .Select(item => item.Value)
                .FirstOrDefault(trial => !resuming.Contains(trial.Number));
        }

        private (double Loss, int Number) KeyOf(Trial trial) =>
            (direction.Loss(trial.Values.Values.First()) is var loss && double.IsNaN(loss) ? double.PositiveInfinity : loss, trial.Number);
    }
}
