using System.Text;

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

    /// <summary>Whether suggestions depend on the values of earlier trials. Default: yes; no for random search, for instance.</summary>
    public virtual bool Learns => true;

    /// <summary>
    /// Whether the sampler takes studies of several objectives; if not, <see cref="Begin"/> refuses them. Default: yes.
    /// </summary>
    public virtual bool TakesSeveralObjectives => true;

    /// <summary>Makes the suggester of one study.</summary>
    /// <exception cref="TrimtabException">
    /// The sampler can't be used for the study, as for one of several objectives where it does not take them.
    /// </exception>
    public abstract Suggester Begin(StudyProblem problem);

    /// <summary>Refuses several objectives where the sampler does not take them. To be called in <see cref="Begin"/>.</summary>
    /// <exception cref="TrimtabException">There are several, and <see cref="TakesSeveralObjectives"/> is false.</exception>
    protected void RequireObjectives(StudyProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (problem.Objectives.Count > 1 && !TakesSeveralObjectives)
        {
            throw new TrimtabException(
                Invariant($"The sampler '{Name}' takes one objective. The study has {problem.Objectives.Count}; ")
                + "use 'tpe', 'nsga2' or 'gp'.");
        }
    }

    /// <summary>Appends <see cref="Name"/>: the others follow from the type.</summary>
    protected virtual bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Name = ").Append(Name);
        return true;
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
