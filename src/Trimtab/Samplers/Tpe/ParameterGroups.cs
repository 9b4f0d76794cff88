using Trimtab.Spaces;

namespace Trimtab.Samplers.Tpe;

/// <summary>
/// The parameters of a history that have several values, in groups that are asked for together or not at all. What was found for a shorter
/// history is extended. Not thread-safe.
/// </summary>
internal sealed class ParameterGroups
{
    private List<SearchSpace> _groups = [];
    private readonly FinishedTrials _finished = new();

    /// <summary>
    /// The groups, in the order they were first met; a parameter whose range changed starts anew. Before any trial, <paramref
    /// name="known"/> is the one group.
    /// </summary>
    public IReadOnlyList<SearchSpace> Of(History history, SearchSpace known)
    {
        foreach (var trial in _finished.Since(history, forget: () => _groups = []))
        {
            var space = trial.Space.Searched;
            if (trial.State != TrialState.Failed && !_groups.Exists(group => group.HasParametersOf(space)))
            {
                Cut(space);
            }
        }

        return _groups.Count > 0 ? _groups : known.Count > 0 ? [known] : [];
    }

    /// <summary>Cuts every group into what a trial had of it and what it had not; what is new is a group of its own.</summary>
    private void Cut(SearchSpace trial)
    {
        var known = _groups.SelectMany(group => group.Keys).ToHashSet();
        _groups = [.. _groups
            .SelectMany(group => new[]
            {
                group.Where(parameter => Has(trial, parameter)),
                group.Where(parameter => !trial.ContainsKey(parameter.Key)),
            })
            .Append(trial.Where(parameter => !known.Contains(parameter.Key)))
            .Select(SearchSpace.Create)
            .Where(group => group.Count > 0)];
    }

    private static bool Has(SearchSpace space, KeyValuePair<string, Distribution> parameter) =>
        space.TryGetValue(parameter.Key, out var distribution) && distribution.Equals(parameter.Value);
}
