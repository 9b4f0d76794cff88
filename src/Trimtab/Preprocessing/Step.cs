using Trimtab.Spaces;

namespace Trimtab.Preprocessing;

/// <summary>A named transformer among others. Immutable; thread-safe.</summary>
/// <param name="Name">
/// Its name in parameters: the setting <c>with_mean</c> of the step <c>scale</c> is <c>scale__with_mean</c>, and <c>scale</c> the whole
/// transformer. Not blank, without <c>__</c>, and not ending with <c>_</c>.
/// </param>
/// <param name="Transformer">The transformer.</param>
/// <remarks>
/// A transformer alone converts to a step with its name in the catalog, a pair to a step with a name of your own:
/// <c>[new SimpleImputer(), ("scale", new StandardScaler())]</c>.
/// </remarks>
public sealed record Step(string Name, Transformer Transformer)
{
    /// <summary>Name in parameters.</summary>
    public string Name { get; init => field = NestedName.Checked(value, "a step"); } = NestedName.Checked(Name, "a step");

    /// <summary>The transformer.</summary>
    /// <exception cref="TrimtabException">Its settings contradict one another.</exception>
    public Transformer Transformer { get; init => field = Checked(value); } = Checked(Transformer);

    /// <summary>A step called as its transformer is in the catalog, or else as its type.</summary>
    public static implicit operator Step(Transformer transformer) => new(NameOf(transformer), transformer);

    /// <summary>A step with a name of your own.</summary>
    public static implicit operator Step((string Name, Transformer Transformer) named) => new(named.Name, named.Transformer);

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);

    private static Transformer Checked(Transformer transformer)
    {
        Setting.Required(transformer, nameof(Transformer)).CheckSettings();
        return transformer;
    }

    private static string NameOf(Transformer transformer) =>
        Transformer.Catalog.NameOf(Setting.Required(transformer, nameof(Transformer))) ?? transformer.GetType().Name;
}
