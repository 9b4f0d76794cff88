using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Trimtab;

/// <summary>Values by name, small in memory: the names are shared among trials. Immutable; thread-safe.</summary>
internal sealed class NamedValues(string[] names, double[] values) : IReadOnlyDictionary<string, double>
{
    /// <summary>An immutable copy; the same object if it is one already.</summary>
    public static NamedValues Copy(IReadOnlyDictionary<string, double> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return metrics as NamedValues ?? new([.. metrics.Keys], [.. metrics.Values]);
    }

    /// <summary>A copy in the order of <paramref name="names"/>, which it shares, if these are the names; otherwise as it is.</summary>
    public static NamedValues Copy(IReadOnlyDictionary<string, double> metrics, string[] names)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return metrics.Count == names.Length && names.All(metrics.ContainsKey)
            ? new(names, [.. names.Select(name => metrics[name])])
            : Copy(metrics);
    }

    public int Count => values.Length;

    public IEnumerable<string> Keys => names;

    public IEnumerable<double> Values => values;

    public double this[string key] => TryGetValue(key, out double value) ? value : throw new UnknownNameException("value", key, Keys);

    public bool ContainsKey(string key) => Array.IndexOf(names, key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out double value)
    {
        int index = Array.IndexOf(names, key);
        value = index >= 0 ? values[index] : double.NaN;
        return index >= 0;
    }

    public override string ToString() => InvariantText.Contents(this);

    public IEnumerator<KeyValuePair<string, double>> GetEnumerator()
    {
        for (int i = 0; i < values.Length; i++)
        {
            yield return new(names[i], values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
