namespace Trimtab.Tool.Programs.Screens;

/// <summary>
/// How many trials of a study there are by state, those of other workers included; each finished one is looked at once. Thread-safe.
/// </summary>
internal sealed class TrialTally(Study study)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TrialState, int> _finished = [];
    private readonly SortedSet<int> _open = []; // trials that had not finished
    private int _seen, _timed;
    private double _evaluated; // in ticks

    /// <summary>The counts as things stand now.</summary>
    public TrialCounts Now()
    {
        lock (_gate)
        {
            for (int count = study.Count; _seen < count; _seen++)
            {
                _open.Add(_seen);
            }

            int running = 0;
            foreach (int number in _open.ToList())
            {
                var trial = study[number];
                running += trial.State == TrialState.Running ? 1 : 0;
                if (trial.IsFinished)
                {
                    _open.Remove(number);
                    _finished[trial.State] = _finished.GetValueOrDefault(trial.State) + 1;
                    bool isTimed = trial.Duration > TimeSpan.Zero; // imported ones may have no time, or one below zero
                    (_timed, _evaluated) = isTimed ? (_timed + 1, _evaluated + trial.Duration.Ticks) : (_timed, _evaluated);
                }
            }

            int Of(TrialState state) => _finished.GetValueOrDefault(state);
            int pruned = Of(TrialState.Pruned) + Of(TrialState.Paused);
            return new(Of(TrialState.Complete), pruned, Of(TrialState.Failed), _open.Count - running, running)
            {
                Mean = _timed > 0 ? BoundedTime.OfTicks(_evaluated / _timed) : null,
            };
        }
    }
}
