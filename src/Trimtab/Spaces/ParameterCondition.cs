namespace Trimtab.Spaces;

/// <summary>When a parameter is searched: only where another parameter, searched itself, has one of some values. Immutable.</summary>
/// <param name="Parameter">The other parameter.</param>
/// <param name="Values">Values of the other parameter; one or more.</param>
public sealed record ParameterCondition(string Parameter, IReadOnlyList<ParameterValue> Values)
{
    /// <summary>Searched only where <paramref name="parameter"/> has one of <paramref name="values"/>.</summary>
    public ParameterCondition(string parameter, params ReadOnlySpan<ParameterValue> values)
        : this(parameter, (IReadOnlyList<ParameterValue>)values.ToArray())
    {
    }

    /// <summary>The other parameter.</summary>
    public string Parameter { get; init => field = Setting.Required(value); } = Setting.Required(Parameter);

    /// <summary>Values of the other parameter, one or more.</summary>
    public IReadOnlyList<ParameterValue> Values { get; init => field = Checked(value); } = Checked(Values);

    /// <summary>Whether it is met by values chosen so far; not where the other parameter was not searched.</summary>
    internal bool IsMet(IReadOnlyDictionary<string, ParameterValue> chosen) =>
        chosen.TryGetValue(Parameter, out var value) && Values.Contains(value);

    /// <inheritdoc/>
    public bool Equals(ParameterCondition? other) =>
        other is not null && Parameter == other.Parameter && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Aggregate(Parameter.GetHashCode(StringComparison.Ordinal), HashCode.Combine);

    /// <summary>The condition in words: <c>model is light_gbm or fast_tree</c>.</summary>
    public override string ToString() => $"{Parameter} is {string.Join(" or ", Values.Select(value => value.ToDisplayString()))}";

    private static IReadOnlyList<ParameterValue> Checked(IReadOnlyList<ParameterValue>? values, string name = nameof(Values)) =>
        Setting.Required(values, name).Count > 0
            ? values!
            : throw new ArgumentException("A condition must have a value at least. Got none.", name);
}
