using System.Runtime.InteropServices;

namespace Trimtab.Storages;

/// <summary>
/// Replaces texts of a stored trial by equal ones of the trial before, so that names, distributions and attributes that are the same in
/// many trials are in memory once. Not thread-safe.
/// </summary>
internal sealed class SharedTexts
{
    private readonly Dictionary<string, string> _last = new(StringComparer.Ordinal); // the last text of each name
    private string[] _names = [], _attributes = [];
    private long[] _steps = [];

    /// <summary>A trial that has finished, with what it has in as little memory as may be.</summary>
    public StoredTrial Pack(StoredTrial trial) => IsPacked(trial) ? trial : trial with
    {
        Parameters = Parameters(trial.Parameters),
        IntermediateValues = trial.IntermediateValues.Count == 0
            ? StoredTrial.NoValues
            : new KeyedValues<long, double>(Keys(trial.IntermediateValues, ref _steps), [.. trial.IntermediateValues.Values]),
        UserAttributes = Attributes(trial.UserAttributes),
        SystemAttributes = Attributes(trial.SystemAttributes),
    };

    private static bool IsPacked(StoredTrial trial) =>
        trial.Parameters is KeyedValues<string, StoredParameter> && trial.IntermediateValues is KeyedValues<long, double>
        && trial.UserAttributes is KeyedValues<string, string> && trial.SystemAttributes is KeyedValues<string, string>;

    private IReadOnlyDictionary<string, StoredParameter> Parameters(IReadOnlyDictionary<string, StoredParameter> parameters)
    {
        if (parameters.Count == 0)
        {
            return StoredTrial.NoParameters;
        }

        string[] names = Keys(parameters, ref _names);
        var values = new StoredParameter[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            var (value, distribution) = parameters[names[i]];
            values[i] = new(value, Share(names[i], distribution));
        }

        return new KeyedValues<string, StoredParameter>(names, values);
    }

    private IReadOnlyDictionary<string, string> Attributes(IReadOnlyDictionary<string, string> attributes)
    {
        if (attributes.Count == 0)
        {
            return StoredTrial.None;
        }

        string[] names = Keys(attributes, ref _attributes);
        string[] values = new string[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            values[i] = Share(names[i], attributes[names[i]]);
        }

        return new KeyedValues<string, string>(names, values);
    }

    /// <summary>The keys; the last array where they are the same.</summary>
    private static TKey[] Keys<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> items, ref TKey[] last) =>
        items.Keys.SequenceEqual(last) ? last : last = [.. items.Keys];

    /// <summary>A text; the last one of its name where they are equal.</summary>
    private string Share(string name, string text)
    {
        ref string? last = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, name, out _);
        return last == text ? last : last = text;
    }
}
