using Trimtab.Spaces;

namespace Trimtab.Storages;

/// <summary>
/// Reads parameters and origins of stored trials, and reuses those of the trial before where they are the same: space and names are then
/// made once and kept once in memory. Not thread-safe.
/// </summary>
/// <param name="distributionOf">The distribution of a JSON text.</param>
/// <param name="external">The value that an internal one stands for.</param>
internal sealed class LastTrial(Func<string, Distribution> distributionOf, Func<Distribution, double, ParameterValue> external)
{
    private KeyValuePair<string, string>[] _distributions = []; // JSON by name, in the order of the trial
    private Distribution[] _parsed = [];
    private int[] _places = []; // of the names in their order
    private ParameterSet _names = ParameterSet.Empty;
    private (string Json, IReadOnlyDictionary<string, string> Map)? _origins;

    /// <summary>The distributions of the parameters.</summary>
    public SearchSpace Space { get; private set; } = SearchSpace.Empty;

    /// <summary>The values of parameters, whose distributions become <see cref="Space"/>.</summary>
    public ParameterSet Values(IReadOnlyDictionary<string, StoredParameter> parameters)
    {
        if (!IsAlike(parameters))
        {
            Take(parameters);
        }

        var values = new ParameterValue[parameters.Count];
        int at = 0;
        foreach (var parameter in parameters.Values)
        {
            values[_places[at]] = external(_parsed[at], parameter.Value);
            at++;
        }

        return _names.WithValues(values);
    }

    /// <summary>Origins of a JSON text.</summary>
    public IReadOnlyDictionary<string, string> Origins(string json, Func<string, IReadOnlyDictionary<string, string>> read)
    {
        _origins = _origins is { } known && known.Json == json ? known : (json, read(json));
        return _origins.Value.Map;
    }

    private bool IsAlike(IReadOnlyDictionary<string, StoredParameter> parameters)
    {
        if (parameters.Count != _distributions.Length)
        {
            return false;
        }

        int at = 0;
        foreach (var (name, parameter) in parameters)
        {
            if (name != _distributions[at].Key || parameter.Distribution != _distributions[at].Value)
            {
                return false;
            }

            at++;
        }

        return true;
    }

    private void Take(IReadOnlyDictionary<string, StoredParameter> parameters)
    {
        _distributions = [.. parameters.Select(item => KeyValuePair.Create(item.Key, item.Value.Distribution))];
        _parsed = [.. _distributions.Select(item => distributionOf(item.Value))];
        Space = SearchSpace.Create(_distributions.Zip(_parsed, (item, parsed) => KeyValuePair.Create(item.Key, parsed)));
        var values = parameters.Select((item, at) => KeyValuePair.Create(item.Key, external(_parsed[at], item.Value.Value)));
        _names = ParameterSet.Create(values).SharingNames(_names);
        string[] sorted = [.. _names.Keys];
        _places = [.. _distributions.Select(item => Array.IndexOf(sorted, item.Key))];
    }
}
