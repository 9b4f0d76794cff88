namespace Trimtab.Storages;

/// <summary>
/// A trial that this process evaluates, and what the storage has of its attempt: each value is written once. Thread-safe; one step at a
/// time.
/// </summary>
/// <param name="key">The right to write to it.</param>
internal sealed class OwnTrial(StoredKey key)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _parameters = new(StringComparer.Ordinal); // that are written, as are the steps
    private readonly HashSet<long> _steps = [];
    private bool _isReplaced; // parameters of earlier attempts were
    private volatile bool _isEnding;

    /// <summary>The right to write to it.</summary>
    public StoredKey Key => key;

    /// <summary>Cancelled when it becomes another worker's.</summary>
    public CancellationTokenSource Lost { get; } = new();

    /// <summary>Whether its end is being written, or was: a sign of life that is refused then says nothing.</summary>
    public bool IsEnding => _isEnding;

    /// <summary>How many parameters the storage has of this attempt.</summary>
    public int WrittenParameters
    {
        get
        {
            lock (_gate)
            {
                return _parameters.Count;
            }
        }
    }

    /// <summary>Whether the storage has a parameter or an intermediate value of this attempt.</summary>
    public bool HasWritten
    {
        get
        {
            lock (_gate)
            {
                return _parameters.Count > 0 || _steps.Count > 0;
            }
        }
    }

    /// <summary>Writes what the storage does not have yet.</summary>
    public void Write(StudyStorage storage, TrialChanges changes)
    {
        lock (_gate)
        {
            var written = changes with
            {
                ReplacesParameters = changes.ReplacesParameters && !_isReplaced,
                Parameters = Without(changes.Parameters, _parameters),
                IntermediateValues = Without(changes.IntermediateValues, _steps),
            };
            Store(storage, written);
            _isReplaced |= written.ReplacesParameters;
            _parameters.UnionWith(written.Parameters.Keys);
            _steps.UnionWith(written.IntermediateValues.Keys);
        }
    }

    private void Store(StudyStorage storage, TrialChanges changes)
    {
        _isEnding = changes.End is not null;
        try
        {
            storage.Write(key.Id, key.Attempt, changes);
        }
        catch
        {
            _isEnding = false;
            throw;
        }
    }

    /// <summary>Begins another attempt under the same right: all of it is to be written.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _parameters.Clear();
            _steps.Clear();
            _isReplaced = false;
        }
    }

    private static IReadOnlyDictionary<TKey, TValue> Without<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> values, HashSet<TKey> keys)
        where TKey : notnull => keys.Count == 0 || values.Count == 0
        ? values
        : new OrderedDictionary<TKey, TValue>(values.Where(item => !keys.Contains(item.Key)));
}
