namespace Trimtab.ModelSelection.Running;

/// <summary>Warnings of one run of a search, each once. Thread-safe.</summary>
/// <param name="log">Logs each once.</param>
internal sealed class RunWarnings(SearchLog log)
{
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, int> _counts = [];

    /// <summary>A sentence for each, with how often it came where that was more than once.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _counts.Select(item => item.Value == 1 ? item.Key : Invariant($"{item.Key} ({item.Value} times)"))];
            }
        }
    }

    /// <summary>Adds a warning.</summary>
    /// <param name="sentence">What happened and what it means.</param>
    public void Add(string sentence)
    {
        int count;
        lock (_gate)
        {
            count = _counts[sentence] = _counts.GetValueOrDefault(sentence) + 1;
        }

        if (count == 1)
        {
            log.Warned(sentence);
        }
    }
}
