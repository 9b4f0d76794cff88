using System.Collections;
using System.Collections.Immutable;

namespace Trimtab.Spaces;

/// <summary>
/// Every combination of the values listed for each parameter: <c>new ParameterGrid { ["epochs"] = [10, 20], ["batch_size"] = [32, 64]
/// }</c>.
/// </summary>
/// <remarks>
/// Names are sorted by code unit, whatever order they are written in; the last name cycles fastest. No names make one candidate, all
/// defaults. Candidates are computed when asked for, O(parameters) each, and never stored. Immutable once made; thread-safe.
/// </remarks>
public sealed class ParameterGrid : IReadOnlyList<ParameterSet>
{
    private readonly SortedDictionary<string, ParameterValues> _parameters = new(StringComparer.Ordinal);
    private readonly ImmutableArray<ParameterGrid>? _parts;
    private readonly Lazy<UInt128[]>? _ends; // of each part: the candidates of it and those before it

    /// <summary>The grid of one candidate that sets nothing, until an initializer adds parameters.</summary>
    public ParameterGrid()
    {
    }

    private ParameterGrid(ImmutableArray<ParameterGrid> parts) => (_parts, _ends) = (parts, new(() => Ends(parts)));

    /// <summary>The number of candidates: the product of the lists' lengths, or the sum over concatenated grids.</summary>
    /// <exception cref="TrimtabException">There are more than 2³¹ − 1; see <see cref="LongCount"/>.</exception>
    public int Count => LongCount <= int.MaxValue
        ? (int)LongCount
        : throw new TrimtabException(
            Invariant($"A grid that is searched in full may have at most {int.MaxValue} candidates. Got {LongCount}; sample it instead."));

    /// <summary>The number of candidates, where it may be large.</summary>
    /// <exception cref="TrimtabException">There are more than 2⁶³ − 1.</exception>
    public long LongCount => TryCount(out long count)
        ? count
        : throw new TrimtabException(Invariant($"A grid may have at most {long.MaxValue} candidates. Got more; sample it instead."));

    /// <summary>The parameters' names, sorted. Of concatenated grids: every name that occurs in one of them.</summary>
    public IReadOnlyList<string> Names => [.. Parts.SelectMany(part => part._parameters.Keys).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The grids this one is the concatenation of; itself alone when it is none.</summary>
    internal ImmutableArray<ParameterGrid> Parts => _parts ?? [this];

    /// <summary>The lists by name; empty for a concatenation.</summary>
    internal IReadOnlyDictionary<string, ParameterValues> Parameters => _parameters;

    /// <summary>The candidate at <paramref name="index"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative or not below the count.</exception>
    public ParameterSet this[int index] => this[(long)index];

    /// <summary>The candidate at <paramref name="index"/>, where there may be many.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative or not below the count.</exception>
    public ParameterSet this[long index]
    {
        get
        {
            Setting.RequireIndex(index, LongCount, nameof(index));
            if (_parts is { } parts)
            {
                int found = Array.BinarySearch(_ends!.Value, (UInt128)index), part = found < 0 ? ~found : found + 1;
                return parts[part][index - (part == 0 ? 0 : (long)_ends.Value[part - 1])];
            }

            var chosen = new List<KeyValuePair<string, ParameterValue>>(_parameters.Count);
            foreach (var (name, values) in _parameters.Reverse())
            {
                (index, long position) = Math.DivRem(index, values.Count);
                chosen.Add(new(name, values[(int)position]));
            }

            return ParameterSet.Create(chosen);
        }
    }

    /// <summary>The values of the parameter called <paramref name="name"/>; set them in an initializer.</summary>
    /// <exception cref="UnknownNameException">No parameter is called so.</exception>
    /// <exception cref="ArgumentException">The list is empty or holds a value twice, or the parameter was given before.</exception>
    public ParameterValues this[string name]
    {
        get => _parameters.TryGetValue(name, out var values) ? values : throw new UnknownNameException("parameter", name, Names);
        init => Add(name, value);
    }

    /// <summary>A grid of these lists, for names that are only known when the program runs.</summary>
    /// <exception cref="ArgumentException">A list is empty or holds a value twice, or a name is given twice.</exception>
    public static ParameterGrid Create(IEnumerable<KeyValuePair<string, ParameterValues>> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var grid = new ParameterGrid();
        foreach (var (name, values) in parameters)
        {
            grid.Add(name, values);
        }

        return grid;
    }

    /// <summary>All candidates of the first grid, then all of the second, and so on; none at all for no grids.</summary>
    public static ParameterGrid Concat(params ReadOnlySpan<ParameterGrid> grids)
    {
        var parts = ImmutableArray.CreateBuilder<ParameterGrid>();
        foreach (var grid in grids)
        {
            ArgumentNullException.ThrowIfNull(grid, nameof(grids));
            parts.AddRange(grid.Parts);
        }

        return new(parts.ToImmutable());
    }

    /// <inheritdoc/>
    public IEnumerator<ParameterSet> GetEnumerator()
    {
        for (long index = 0; index < LongCount; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Lists by name: <c>{ alpha = [0.25,0.5], epochs = [10,20] }</c>; concatenated grids with a plus between.</summary>
    public override string ToString() =>
        Parts.Length == 0 ? "{ }" : string.Join(" + ", Parts.Select(part => SpaceText.Of(part._parameters)));

    /// <summary>Counts the candidates; <see langword="false"/> when there are more than a <see cref="long"/> holds.</summary>
    internal bool TryCount(out long count)
    {
        var total = _ends is null ? CountOfLists : _ends.Value.LastOrDefault();
        count = total <= long.MaxValue ? (long)total : long.MaxValue;
        return total <= long.MaxValue;
    }

    private UInt128 CountOfLists => _parameters.Values.Aggregate(UInt128.One, (n, values) => Cap(n * (UInt128)values.Count));

    private static UInt128[] Ends(ImmutableArray<ParameterGrid> parts)
    {
        var ends = new UInt128[parts.Length];
        for (int part = 0; part < ends.Length; part++)
        {
            ends[part] = Cap((part == 0 ? 0 : ends[part - 1]) + parts[part].CountOfLists);
        }

        return ends;
    }

    /// <summary>A factor is below 2³¹, so one step past 2⁶³ stays far from 2¹²⁸.</summary>
    private static UInt128 Cap(UInt128 n) => UInt128.Min(n, (UInt128)long.MaxValue + 1);

    private void Add(string name, ParameterValues values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(values);
        values.RequireDistinct($"Parameter '{name}' of a grid");
        if (!_parameters.TryAdd(name, values))
        {
            throw new ArgumentException($"A grid must list each parameter once. Got '{name}' twice.", nameof(name));
        }
    }
}
