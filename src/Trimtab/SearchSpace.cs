using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Trimtab.ModelSelection;
using Trimtab.Numerics;

namespace Trimtab;

/// <summary>What each knob may be: <c>new SearchSpace { ["rate"] = new FloatDistribution(1e-4, 1e-1, Log: true), ["units"] = new IntDistribution(8, 64) }</c>.</summary>
/// <remarks>Ordered by name (ordinal), whatever order it is written in; equal when all names and distributions are. Immutable once made; thread-safe.</remarks>
public sealed class SearchSpace : IReadOnlyDictionary<string, Distribution>, IEquatable<SearchSpace>
{
    /// <summary>No knob.</summary>
    public static readonly SearchSpace Empty = new();

    private readonly SortedDictionary<string, Distribution> _knobs = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public int Count => _knobs.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _knobs.Keys;

    /// <inheritdoc/>
    public IEnumerable<Distribution> Values => _knobs.Values;

    /// <summary>Whether every knob is a list, so that the space is a grid.</summary>
    public bool IsGrid => _knobs.Values.All(distribution => distribution is CategoricalDistribution);

    /// <summary>What the knob called <paramref name="key"/> may be; set it in an initializer.</summary>
    /// <exception cref="UnknownNameException">No knob is called so.</exception>
    /// <exception cref="TrimtabException">The knob was given before.</exception>
    public Distribution this[string key]
    {
        get => _knobs.TryGetValue(key, out var distribution) ? distribution : throw new UnknownNameException("knob", key, Keys);
        init => Add(key, value);
    }

    /// <summary>The lists of a grid as a space.</summary>
    /// <exception cref="TrimtabException">The grid is a concatenation of several, which no single space can say.</exception>
    public static implicit operator SearchSpace(ParameterGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return grid.Parts is [var single]
            ? Create(single.Knobs.Select(pair => KeyValuePair.Create<string, Distribution>(pair.Key, pair.Value)))
            : throw new TrimtabException($"A search space is one set of knobs. Got {grid.Parts.Length} concatenated grids; sample the grid itself.");
    }

    /// <summary>A space of these distributions, for names that are only known when the program runs.</summary>
    /// <exception cref="TrimtabException">A name is given twice.</exception>
    public static SearchSpace Create(IEnumerable<KeyValuePair<string, Distribution>> knobs)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        var space = new SearchSpace();
        foreach (var (name, distribution) in knobs)
        {
            space.Add(name, distribution);
        }

        return space;
    }

    /// <summary>Draws every knob.</summary>
    /// <param name="address">Where; each knob's draw lives under its own name, so adding a knob leaves the others' draws as they are.</param>
    public ParameterSet Sample(RandomAddress address)
    {
        var drawn = new List<KeyValuePair<string, ParameterValue>>(Count);
        foreach (var (name, distribution) in _knobs)
        {
            var random = address.At(name).Stream();
            drawn.Add(new(name, distribution.Sample(ref random)));
        }

        return ParameterSet.Create(drawn);
    }

    /// <summary>Whether <paramref name="parameters"/> set every knob, and no other, to a value it may have.</summary>
    public bool Contains(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.Count == Count && _knobs.All(knob => parameters.TryGetValue(knob.Key, out var value) && knob.Value.Contains(value));
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _knobs.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Distribution value) => _knobs.TryGetValue(key, out value);

    /// <inheritdoc/>
    public bool Equals(SearchSpace? other) => other is not null && _knobs.SequenceEqual(other._knobs);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SearchSpace);

    /// <inheritdoc/>
    public override int GetHashCode() => _knobs.Aggregate(17, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Distribution>> GetEnumerator() => _knobs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(string name, Distribution distribution)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(distribution);
        if (!_knobs.TryAdd(name, distribution))
        {
            throw new TrimtabException($"A search space must define each knob once. Got '{name}' twice.");
        }
    }
}
