using System.Collections.Concurrent;

namespace Trimtab.Storages;

/// <summary>The trials that a store evaluates, and those of them that could not be written to when they had to. Thread-safe.</summary>
/// <param name="storage">Where they are.</param>
internal sealed class OwnTrials(StudyStorage storage)
{
    private readonly ConcurrentDictionary<int, OwnTrial> _own = [], _unwritten = [];

    /// <summary>Their numbers.</summary>
    public IEnumerable<int> Numbers => _own.Keys;

    /// <summary>The trial of a number; null where it isn't evaluated here.</summary>
    public OwnTrial? this[int number] => _own.TryGetValue(number, out var own) ? own : null;

    /// <summary>A trial was claimed.</summary>
    public void Add(int number, StoredKey key) => _own[number] = new(key);

    /// <summary>A trial has ended, or was given back.</summary>
    public void Remove(int number) => _own.TryRemove(number, out _);

    /// <summary>A trial was lost; false where it has ended meanwhile.</summary>
    public bool Remove(int number, OwnTrial own) => _own.TryRemove(KeyValuePair.Create(number, own));

    /// <summary>Whether a trial could not be written to when it had to, and is given back later.</summary>
    public bool IsUnwritten(int number) => _unwritten.ContainsKey(number);

    /// <inheritdoc cref="OrGiveBack{T}"/>
    public void OrGiveBack(int number, Action act) => OrGiveBack(number, () =>
    {
        act();
        return true;
    });

    /// <summary>
    /// Does what a trial can't go on without: where the storage fails, the trial is given back as soon as it can be written to.
    /// </summary>
    public T OrGiveBack<T>(int number, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (StorageException) when (this[number] is { } own)
        {
            _unwritten[number] = own;
            throw;
        }
    }

    /// <summary>Gives back trials that run in the storage and not here, as the storage could not be written to.</summary>
    /// <param name="lost">Called for each, which is not this store's any more.</param>
    /// <exception cref="StorageException">It still can't be.</exception>
    public void GiveBackUnwritten(Action<int, OwnTrial> lost)
    {
        foreach (var (number, own) in _unwritten)
        {
            if (this[number] == own) // or it has ended by hand meanwhile
            {
                GiveBack(own);
                lost(number, own);
            }

            _unwritten.TryRemove(number, out _);
        }
    }

    private void GiveBack(OwnTrial own)
    {
        try
        {
            storage.Write(own.Key.Id, own.Key.Attempt, new() { IsReleased = true });
        }
        catch (LostTrialException)
        {
            // It is another worker's by now.
        }
    }
}
