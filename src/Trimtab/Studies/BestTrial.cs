namespace Trimtab.Studies;

/// <summary>
/// The best completed trial of a study in its first objective: constraints kept, the earliest on ties. Looks at each finished trial once.
/// Thread-safe.
/// </summary>
internal sealed class BestTrial(ITrialStore store, Objective objective)
{
    private readonly Lock _gate = new();
    private Trial? _best;
    private int _read;

    /// <summary>The best so far; null before there is one.</summary>
    public Trial? Current
    {
        get
        {
            lock (_gate)
            {
                var finished = store.ReadFinished(_read);
                _read += finished.Count;
                foreach (var trial in finished)
                {
                    _best = IsBetter(trial) ? trial : _best;
                }

                return _best;
            }
        }
    }

    private bool IsBetter(Trial trial)
    {
        if (trial.State != TrialState.Complete || trial.Violation > 0)
        {
            return false;
        }

        double loss = LossOf(trial), least = _best is null ? double.PositiveInfinity : LossOf(_best);
        return _best is null || loss < least || (loss == least && trial.Number < _best.Number);
    }

    private double LossOf(Trial trial) => objective.Loss(trial.Values[objective.Name]);
}
