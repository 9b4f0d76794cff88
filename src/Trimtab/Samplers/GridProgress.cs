using Trimtab.Spaces;

namespace Trimtab.Samplers;

/// <summary>
/// Which cells of a grid a study has tried. Follows the history, so that a suggestion costs O(1) on average over a study. Not thread-safe.
/// </summary>
internal sealed class GridProgress(ParameterGrid grid, int retries)
{
    private readonly HashSet<string> _names = [.. grid[0].Keys];
    private readonly Dictionary<string, ParameterValues> _lists = grid.Names.ToDictionary(
        name => name,
        name => ParameterValues.Create(
            [.. grid.Parts.Where(part => part.Parameters.ContainsKey(name)).SelectMany(part => part.Parameters[name])]));

    private readonly Dictionary<ParameterSet, Tries> _tries = [];
    private readonly FinishedTrials _finished = new();
    private int _firstUntried, _firstOpen; // no cell before them is untried, or untried or to be tried again

    /// <summary>The first cell not tried yet; then the first that failed and may be tried again. Null where there is none.</summary>
    public ParameterSet? Next(History history, IReadOnlyList<ParameterSet> pending)
    {
        foreach (var trial in _finished.Since(history, Forget))
        {
            Add(trial);
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
        _tries[cell] = trial.State == TrialState.Failed
            ? before with { Failed = before.Failed + 1 }
            : before with { Others = before.Others + 1 };
    }

    private void Forget()
    {
        _tries.Clear();
        (_firstUntried, _firstOpen) = (0, 0);
    }

    /// <summary>The values as the grid lists them: a trial has the whole number 1 where the grid has 1.0.</summary>
    private ParameterSet CellOf(ParameterSet parameters) => ParameterSet.Create(parameters
        .Where(parameter => _names.Contains(parameter.Key))
        .Select(parameter => KeyValuePair.Create(parameter.Key, AsListed(_lists[parameter.Key], parameter.Value))));

    private static ParameterValue AsListed(ParameterValues list, ParameterValue value) =>
        list.IndexOf(value) is { } index ? list[index] : value;

    /// <summary>How often a cell was tried.</summary>
    private readonly record struct Tries(int Failed, int Others);
}
