namespace Trimtab.Spaces;

/// <summary>
/// Whatever a function says: <c>new PredicateRule("rows fit in memory", p => p["batch"].As&lt;int>() * p["width"].As&lt;int>() &lt;= 4096,
/// "batch", "width")</c>.
/// </summary>
/// <param name="Text">A description of the rule, for messages.</param>
/// <param name="Predicate">
/// Whether a parameter set keeps it; must depend on <paramref name="Names"/> alone. Called from several threads.
/// </param>
/// <param name="Names">The parameters it looks at, one or more.</param>
public sealed record PredicateRule(string Text, Func<ParameterSet, bool> Predicate, params IReadOnlyList<string> Names) : SpaceRule
{
    /// <summary>A description of the rule, for messages.</summary>
    public string Text { get; init => field = Setting.Required(value); } = Setting.Required(Text, nameof(Text));

    /// <summary>Whether a parameter set keeps it; depends on <see cref="Names"/> alone. Called from several threads.</summary>
    public Func<ParameterSet, bool> Predicate { get; init => field = Setting.Required(value); } =
        Setting.Required(Predicate, nameof(Predicate));

    /// <summary>The parameters it looks at, one or more.</summary>
    public IReadOnlyList<string> Names { get; init => field = Checked(value); } = Checked(Names);

    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames => Names;

    /// <inheritdoc/>
    public override bool Holds(ParameterSet parameters) => Predicate(parameters);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static IReadOnlyList<string> Checked(IReadOnlyList<string>? names) => names is { Count: >= 1 }
        ? [.. names]
        : throw new ArgumentException("A rule must say which parameters it looks at. Got none.", nameof(names));
}
