namespace Trimtab.Preprocessing;

/// <summary>A named transformer among others. Immutable; thread-safe.</summary>
/// <param name="Name">
/// Its name in parameters: the setting <c>with_mean</c> of the step <c>scale</c> is <c>scale__with_mean</c>, and <c>scale</c> the whole
/// transformer. Not blank, and without <c>__</c>.
/// </param>
/// <param name="Transformer">The transformer.</param>
/// <remarks>
/// A transformer alone converts to a step with its name in the catalog, a pair to a step with a name of your own:
/// <c>[new SimpleImputer(), ("scale", new StandardScaler())]</c>.
/// </remarks>
public sealed record Step(string Name, Transformer Transformer)
{
    /// <summary>What stands between a step's name and that of its setting.</summary>
    internal const string Separator = "__";

    /// <summary>Name in parameters.</summary>
    public string Name { get; init => field = Checked(value); } = Checked(Name);

    /// <summary>The transformer.</summary>
    /// <exception cref="TrimtabException">Its settings contradict one another.</exception>
    public Transformer Transformer { get; init => field = Checked(value); } = Checked(Transformer);

    /// <summary>A step called as its transformer is in the catalog, or else as its type.</summary>
    public static implicit operator Step(Transformer transformer) => new(NameOf(transformer), transformer);

    /// <summary>A step with a name of your own.</summary>
    public static implicit operator Step((string Name, Transformer Transformer) named) => new(named.Name, named.Transformer);

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);

    internal static string Checked(string value, string name = nameof(Name)) =>
        Setting.Required(value, name).Contains(Separator, StringComparison.Ordinal)
            ? throw new ArgumentException(
                $"The name of a step must not have '{Separator}', which stands before its settings' names. Got '{value}'.", name)
            : value;

    private static Transformer Checked(Transformer transformer)
    {
        Setting.Required(transformer, nameof(Transformer)).CheckSettings();
        return transformer;
    }

    private static string NameOf(Transformer transformer) =>
        Transformer.Catalog.NameOf(Setting.Required(transformer, nameof(Transformer))) ?? transformer.GetType().Name;
}
