using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Trimtab.Numerics;

namespace Trimtab.Spaces;

/// <summary>
/// Distributions of parameters by name: <c>new SearchSpace { ["rate"] = new FloatDistribution(1e-4, 1e-1, Log: true), ["units"] = new
/// IntDistribution(8, 64) }</c>.
/// </summary>
/// <remarks>
/// Ordered by name (ordinal), whatever order it is written in; equal when all names and distributions are. Immutable once made;
/// thread-safe.
/// </remarks>
public sealed class SearchSpace : IReadOnlyDictionary<string, Distribution>, IEquatable<SearchSpace>
{
    /// <summary>A space without parameters.</summary>
    public static readonly SearchSpace Empty = new();

    private readonly SortedDictionary<string, Distribution> _parameters = new(StringComparer.Ordinal);

    /// <summary>A space to be filled by an initializer.</summary>
    public SearchSpace()
    {
    }

    private SearchSpace(IEnumerable<KeyValuePair<string, Distribution>> parameters, IReadOnlyList<SpaceRule> rules)
    {
        foreach (var (name, distribution) in parameters)
        {
            Add(name, distribution);
        }

        Rules = rules;
    }

    /// <inheritdoc/>
    public int Count => _parameters.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _parameters.Keys;

    /// <inheritdoc/>
    public IEnumerable<Distribution> Values => _parameters.Values;

    /// <summary>Rules between parameters, such as an order or a sum. Default: none.</summary>
    /// <exception cref="TrimtabException">
    /// A rule names a parameter the space lacks (set it behind the parameters), or can never be kept.
    /// </exception>
    public IReadOnlyList<SpaceRule> Rules { get; init => field = Checked(value); } = [];

    /// <summary>Whether every parameter is a list and there are no rules, so that the space is a grid.</summary>
    public bool IsGrid => Rules.Count == 0 && _parameters.Values.All(distribution => distribution is CategoricalDistribution);

    /// <summary>Distribution of the parameter called <paramref name="key"/>; set it in an initializer.</summary>
    /// <exception cref="UnknownNameException">No parameter is called so.</exception>
    /// <exception cref="ArgumentException">The parameter was given before.</exception>
    public Distribution this[string key]
    {
        get => _parameters.TryGetValue(key, out var distribution) ? distribution : throw new UnknownNameException("parameter", key, Keys);
        init => Add(key, value);
    }

    /// <summary>The lists of a grid as a space.</summary>
    /// <exception cref="TrimtabException">The grid is a concatenation of several, which no single space can say.</exception>
    public static implicit operator SearchSpace(ParameterGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return grid.Parts is [var single]
            ? Create(single.Parameters.Select(pair => KeyValuePair.Create<string, Distribution>(pair.Key, pair.Value)))
            : throw new TrimtabException(
                Invariant($"A search space is one set of parameters. Got {grid.Parts.Length} concatenated grids; sample the grid itself."));
    }

    /// <summary>A space of these distributions, for names that are only known when the program runs.</summary>
    /// <exception cref="ArgumentException">A name is given twice.</exception>
    public static SearchSpace Create(IEnumerable<KeyValuePair<string, Distribution>> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new(parameters, []);
    }

    /// <summary>A space of these distributions and rules.</summary>
    /// <inheritdoc cref="Create(IEnumerable{KeyValuePair{string, Distribution}})"/>
    public static SearchSpace Create(IEnumerable<KeyValuePair<string, Distribution>> parameters, IReadOnlyList<SpaceRule> rules)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(rules);
        return new(parameters, rules);
    }

    /// <summary>Draws a random value of every parameter.</summary>
    /// <param name="address">
    /// Address of the random draws; each parameter has its own below it, so adding a parameter leaves the draws of the others unchanged.
    /// </param>
    /// <exception cref="TrimtabException">No draw keeps the rules.</exception>
    public ParameterSet Sample(RandomAddress address) => Rules.Count == 0 ? SampleFreely(address) : RuleKeeper.Draw(this, address);

    /// <summary>Draws every parameter on its own, whatever the rules.</summary>
    internal ParameterSet SampleFreely(RandomAddress address)
    {
        var drawn = new List<KeyValuePair<string, ParameterValue>>(Count);
        foreach (var (name, distribution) in _parameters)
        {
            var random = address.At(name).Stream();
            drawn.Add(new(name, distribution.Sample(ref random)));
        }

        return ParameterSet.Create(drawn);
    }

    /// <summary>
    /// Whether <paramref name="parameters"/> set every parameter, and no other, to a value it may have, and keep the rules.
    /// </summary>
    public bool Contains(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.Count == Count
            && _parameters.All(parameter => parameters.TryGetValue(parameter.Key, out var value) && parameter.Value.Contains(value))
                && Keeps(parameters);
    }

    /// <summary>Distributions of the parameters, by name, and the rules between them, in one line.</summary>
    public override string ToString() =>
        SpaceText.Of(_parameters) + (Rules.Count == 0 ? "" : $" where {string.Join(", ", Rules)}");

    /// <summary>Whether <paramref name="parameters"/>, which have every parameter, keep the rules.</summary>
    internal bool Keeps(ParameterSet parameters) => Rules.All(rule => rule.Holds(parameters));

    /// <summary>Checks a few values given by the user.</summary>
    /// <param name="parameters">The values.</param>
    /// <param name="how">How they were given: "fixed", "enqueued".</param>
    /// <exception cref="UnknownNameException">A name is not in the space.</exception>
    /// <exception cref="TrimtabException">A value is outside its range.</exception>
    internal void Require(ParameterSet parameters, string how)
    {
        foreach (var (name, value) in parameters)
        {
            var distribution = TryGetValue(name, out var known) ? known : throw new UnknownNameException($"{how} parameter", name, Keys);
            _ = distribution.Coerce(value) ?? throw new TrimtabException(
                $"A parameter that is {how} must have a value its distribution allows. '{name}' is {how} at {value}; the space has "
                + $"{distribution}.");
        }
    }

    /// <summary>The values as their distributions hold them; what is unknown or outside stays as it is.</summary>
    internal ParameterSet Coerce(ParameterSet parameters) => Count == 0 || parameters.Count == 0
        ? parameters
        : ParameterSet.Create(parameters.Select(pair => KeyValuePair.Create(pair.Key, Coerce(pair.Key, pair.Value))));

    private ParameterValue Coerce(string name, ParameterValue value) =>
        TryGetValue(name, out var distribution) ? distribution.Coerce(value) ?? value : value;

    /// <summary>
    /// The parameters that <paramref name="other"/> has with the same distributions, without rules; this space itself where it has all.
    /// </summary>
    internal SearchSpace CommonWith(SearchSpace other) => ReferenceEquals(this, other) || Equals(other)
        ? this
        : Create(
            _parameters.Where(parameter => other.TryGetValue(parameter.Key, out var distribution) && distribution.Equals(parameter.Value)));

    /// <summary>Whether the parameters are those of <paramref name="other"/>, whatever the rules.</summary>
    internal bool HasParametersOf(SearchSpace other) => ReferenceEquals(this, other) || _parameters.SequenceEqual(other._parameters);

    /// <summary>The parameters that have several values, without the rules; there is nothing to search in the others.</summary>
    internal SearchSpace Searched => Rules.Count == 0 && _parameters.Values.All(distribution => distribution.Count != 1)
        ? this
        : Create(_parameters.Where(parameter => parameter.Value.Count != 1));

    /// <summary>
    /// The parameters that <paramref name="held"/> has no value of, without the rules; this space itself where these are all.
    /// </summary>
    internal SearchSpace Without(ParameterSet held) => !_parameters.Keys.Any(held.ContainsKey)
        ? this
        : Create(_parameters.Where(parameter => !held.ContainsKey(parameter.Key)));

    /// <summary>Whether every parameter has a finite number of values.</summary>
    internal bool IsFinite => _parameters.Values.All(distribution => distribution.Count is not null);

    /// <summary>The same rules, with some parameters at one value.</summary>
    internal SearchSpace Pin(ParameterSet values) => !_parameters.Keys.Any(values.ContainsKey)
        ? this
        : Create(_parameters.Select(parameter => KeyValuePair.Create(parameter.Key, Pin(parameter.Key, parameter.Value, values))), Rules);

    private static Distribution Pin(string name, Distribution distribution, ParameterSet values) =>
        values.TryGetValue(name, out var value) ? Only(distribution.Coerce(value) ?? value) : distribution;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _parameters.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Distribution value) => _parameters.TryGetValue(key, out value);

    /// <inheritdoc/>
    public bool Equals(SearchSpace? other) =>
        other is not null && _parameters.SequenceEqual(other._parameters) && Rules.SequenceEqual(other.Rules);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SearchSpace);

    /// <inheritdoc/>
    public override int GetHashCode() => _parameters.Aggregate(17, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Distribution>> GetEnumerator() => _parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Distribution Only(ParameterValue value) => value.Value switch
    {
        long whole => new IntDistribution(whole, whole),
        double real => new FloatDistribution(real, real),
        _ => new CategoricalDistribution([value]),
    };

    private IReadOnlyList<SpaceRule> Checked(IReadOnlyList<SpaceRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        foreach (var rule in rules)
        {
            string? unknown = rule.ParameterNames.FirstOrDefault(parameter => !_parameters.ContainsKey(parameter));
            if (unknown is not null)
            {
                throw new TrimtabException(
                    $"A rule must be about parameters of its space, and stand behind them. '{rule}' is about '{unknown}'; the space has "
                    + $"{(Count == 0 ? "none yet: write Rules after the parameters" : string.Join(", ", Keys))}.");
            }

            rule.Check(this);
        }

        return [.. rules];
    }

    private void Add(string name, Distribution distribution)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(distribution);
        if (!_parameters.TryAdd(name, distribution))
        {
            throw new ArgumentException($"A search space must define each parameter once. Got '{name}' twice.", nameof(name));
        }
    }
}
