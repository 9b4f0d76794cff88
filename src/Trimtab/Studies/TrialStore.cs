using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>The trials of a study by number. Nothing here looks at all trials when one is begun or ends. Not thread-safe: its study locks.</summary>
internal sealed class TrialStore
{
    private readonly SortedSet<int> _open = []; // waiting or running
    private Trial[] _trials = new Trial[16];
    private int _firstWaiting;

    public int Count { get; private set; }

    public int FinishedCount => Count - _open.Count;

    /// <summary>The number the next trial begun will have.</summary>
    public int NextNumber => Waiting?.Number ?? Count;

    /// <summary>The first trial that waits, or null.</summary>
    public Trial? Waiting
    {
        get
        {
            for (; _firstWaiting < Count; _firstWaiting++)
            {
                if (_trials[_firstWaiting].State == TrialState.Waiting)
                {
                    return _trials[_firstWaiting];
                }
            }

            return null;
        }
    }

    /// <exception cref="TrimtabException">There is no such trial.</exception>
    public Trial this[int number] => number >= 0 && number < Count
        ? _trials[number]
        : throw new TrimtabException(Invariant($"A trial's number must be one of the study's {Count}, from 0. Got {number}."));

    /// <summary>Adds a trial, whose number is <see cref="Count"/>.</summary>
    public Trial Append(Trial trial)
    {
        if (Count == _trials.Length)
        {
            Array.Resize(ref _trials, 2 * Count);
        }

        Count++;
        return Replace(trial);
    }

    /// <summary>Puts a trial in the place of the one with its number.</summary>
    public Trial Replace(Trial trial)
    {
        _ = trial.IsFinished ? _open.Remove(trial.Number) : _open.Add(trial.Number);
        _firstWaiting = trial.State == TrialState.Waiting ? Math.Min(_firstWaiting, trial.Number) : _firstWaiting;
        return _trials[trial.Number] = trial;
    }

    /// <summary>The first <paramref name="count"/> trials as they are now. Copied only where one of them may still change.</summary>
    public History Prefix(int count) => new(_open.Count == 0 || _open.Min >= count ? _trials : [.. _trials.AsSpan(0, count)], count);

    /// <summary>What trials under way were given at their beginning: that does not depend on how far they have come.</summary>
    /// <param name="visible">From this one on a result may not be seen, so its trial counts as under way, as do earlier ones that were begun by hand and still run; null where whatever has finished may be seen.</param>
    /// <param name="number">The trial they are told to, which does not count.</param>
    public ParameterSet[] Pending(int? visible, int number) => visible is { } first
        ? [.. _open.TakeWhile(open => open < Math.Min(first, number)).Select(open => _trials[open].Given), .. _trials[Math.Min(first, number)..number].Select(trial => trial.Given)]
        : [.. _open.TakeWhile(open => open < number).Select(open => _trials[open].Given)];
}
