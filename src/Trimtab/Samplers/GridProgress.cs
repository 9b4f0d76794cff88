using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>
/// Which cells of a grid a study has tried. Follows the history, so that a suggestion costs O(1) on average over a study. Not thread-safe.
/// </summary>
/// <remarks>Histories are those of one study: one is the beginning of the other. A shorter one undoes the later trials.</remarks>
internal sealed class GridProgress(ParameterGrid grid, int retries)
{
    private readonly HashSet<string> _names = [.. grid[0].Keys];
    private readonly Dictionary<string, ParameterValues> _lists = grid.Names.ToDictionary(
        name => name,
        name => ParameterValues.Create(
            [.. grid.Parts.Where(part => part.Parameters.ContainsKey(name)).SelectMany(part => part.Parameters[name])]));

    private readonly Dictionary<ParameterSet, Tries> _tries = [];
    private readonly List<Step> _steps = []; // one a finished trial, in the order in which they were read
    private readonly SortedSet<int> _open = []; // had not finished when they were read; they are pending
    private int _read;
    private int _firstUntried, _firstOpen; // no cell before them is untried, or untried or to be tried again

    /// <summary>The first cell not tried yet; then the first that failed and may be tried again. Null where there is none.</summary>
    public ParameterSet? Next(History history, IReadOnlyList<ParameterSet> pending)
    {
        TakeBack(history.Count);
        for (; _read < history.Count; _read++)
        {
            _open.Add(_read);
        }

        foreach (int number in _open.Where(number => history[number].IsFinished).ToList())
        {
            _open.Remove(number);
            Add(history[number]);
        }

        var taken = pending.Select(CellOf).ToHashSet();
        return First(ref _firstUntried, tries => tries is { Failed: 0, Others: 0 }, taken)
            ?? First(ref _firstOpen, tries => tries.Others == 0 && tries.Failed <= retries, taken);
    }

    /// <summary>The first cell that is open and not taken; moves <paramref name="start"/> past those that are closed for good.</summary>
    private ParameterSet? First(ref int start, Func<Tries, bool> isOpen, HashSet<ParameterSet> taken)
    {
        int count = grid.Count;
        while (start < count && !isOpen(_tries.GetValueOrDefault(grid[start])))
        {
            start++;
        }

        for (int index = start; index < count; index++)
        {
            var cell = grid[index];
            if (!taken.Contains(cell) && isOpen(_tries.GetValueOrDefault(cell)))
            {
                return cell;
            }
        }

        return null;
    }

    private void Add(Trial trial)
    {
        var cell = CellOf(trial.Parameters.Count >= _names.Count ? trial.Parameters : trial.Given);
        var before = _tries.GetValueOrDefault(cell);
        _steps.Add(new(trial.Number, cell, before, _firstUntried, _firstOpen));
        _tries[cell] = trial.State == TrialState.Failed
            ? before with { Failed = before.Failed + 1 }
            : before with { Others = before.Others + 1 };
    }

    private void TakeBack(int count)
    {
        if (count >= _read)
        {
            return;
        }

        _read = count;
        _open.RemoveWhere(number => number >= count);
        int kept = _steps.FindIndex(step => step.Number >= count);
        for (int last = _steps.Count - 1; kept >= 0 && last >= kept; last--)
        {
            (int number, var cell, var before, _firstUntried, _firstOpen) = _steps[last];
            _tries[cell] = before;
            _steps.RemoveAt(last);
            if (number < count)
            {
                _open.Add(number); // finished after one that is undone: it is read again
            }
        }
    }

    /// <summary>The values as the grid lists them: a trial has the whole number 1 where the grid has 1.0.</summary>
    private ParameterSet CellOf(ParameterSet parameters) => ParameterSet.Create(parameters
        .Where(parameter => _names.Contains(parameter.Key))
        .Select(parameter => KeyValuePair.Create(parameter.Key, AsListed(_lists[parameter.Key], parameter.Value))));

    private static ParameterValue AsListed(ParameterValues list, ParameterValue value) =>
        list.IndexOf(value) is { } index ? list[index] : value;

    /// <summary>How often a cell was tried.</summary>
    private readonly record struct Tries(int Failed, int Others);

    /// <summary>The cell of a trial, and what was known before it.</summary>
    private readonly record struct Step(int Number, ParameterSet Cell, Tries Before, int FirstUntried, int FirstOpen);
}
