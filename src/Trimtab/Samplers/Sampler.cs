namespace Trimtab.Samplers;

/// <summary>Suggests parameters: the settings of a sampler. Immutable; its state on one study is a <see cref="Suggester"/>.</summary>
/// <remarks>Adding one: docs/adding/sampler.md.</remarks>
public abstract record Sampler
{
    private static readonly Lazy<Catalog<Sampler>> _catalog = new(() => Catalog<Sampler>.WithUsersOwn(typeof(Sampler).Assembly));

    /// <summary>Every sampler by name, a user's own included.</summary>
    public static Catalog<Sampler> Catalog => _catalog.Value;

    /// <summary>Name of the sampler in the catalog, or the type's if it has none.</summary>
    public string Name => NamedAttribute.NameOf(GetType());

    /// <summary>Makes the suggester of one study.</summary>
    /// <exception cref="TrimtabException">The sampler can't be used for the study, as one for a single objective.</exception>
    public abstract Suggester Begin(StudyProblem problem);

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
