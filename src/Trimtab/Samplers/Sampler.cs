namespace Trimtab.Samplers;

/// <summary>Settings of a way to suggest parameters. Immutable; what it remembers of one study is its <see cref="Suggester"/>.</summary>
/// <remarks>Adding one: docs/adding/sampler.md.</remarks>
public abstract record Sampler
{
    private static readonly Lazy<Catalog<Sampler>> _catalog = new(() => Catalog<Sampler>.WithUsersOwn(typeof(Sampler).Assembly));

    /// <summary>Every sampler by name, a user's own included.</summary>
    public static Catalog<Sampler> Catalog => _catalog.Value;

    /// <summary>Its short name, or the type's where it has none.</summary>
    public string Name => NamedAttribute.NameOf(GetType());

    /// <summary>Starts on a study.</summary>
    public abstract Suggester Begin(StudyProblem problem);

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
