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
    /// <inheritdoc/>
    public override IReadOnlyList<string> ParameterNames { get; } = Names is { Count: >= 1 }
        ? [.. Names]
        : throw new ArgumentException($"A rule must say which parameters it looks at. '{Text}' names none.", nameof(Names));

    /// <inheritdoc/>
    public override bool Holds(ParameterSet parameters) => Predicate(parameters);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
