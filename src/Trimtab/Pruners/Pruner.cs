namespace Trimtab.Pruners;

/// <summary>Decides from intermediate reports whether a trial goes on. Immutable settings; the answer depends on the question alone.</summary>
/// <remarks>Adding one: one file here with a <c>[Named]</c> record.</remarks>
public abstract record Pruner
{
    private static readonly Lazy<Catalog<Pruner>> _catalog = new(() => new(typeof(Pruner).Assembly));

    /// <summary>Every pruner of this library by name.</summary>
    public static Catalog<Pruner> Catalog => _catalog.Value;

    /// <summary>The figure of a report it looks at. Default: the objective itself, reported as "value".</summary>
    public string Measure { get; init; } = "value";

    /// <summary>Whether <paramref name="check"/>'s trial should end now.</summary>
    public abstract bool ShouldPrune(PruneCheck check);
}
