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
                if (finished.Append(_best).OfType<Trial>().BestFirst(objective).FirstOrDefault() is { IsFeasible: true } best)
                {
                    _best = best;
                }

                return _best;
            }
        }
    }
}
