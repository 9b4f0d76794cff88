namespace Trimtab;

/// <summary>Hands out each finished trial of a growing history once. Not thread-safe.</summary>
internal sealed class NewlyFinished
{
    private readonly List<int> _open = []; // of an asynchronous study: had not finished when they were passed
    private int _passed;

    /// <summary>Whether <paramref name="history"/> goes on from the one asked about last.</summary>
    public bool GoesOn(History history) => history.Count >= _passed;

    /// <summary>What has finished since, those begun earlier first.</summary>
    public IReadOnlyList<Trial> In(History history)
    {
        var finished = _open.Where(number => history[number].IsFinished).ToList();
        _open.RemoveAll(finished.Contains);
        for (; _passed < history.Count; _passed++)
        {
            (history[_passed].IsFinished ? finished : _open).Add(_passed);
        }

        return [.. finished.Select(number => history[number])];
    }
}
