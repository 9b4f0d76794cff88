namespace Trimtab;

/// <summary>Gives a part, such as a sampler, pruner, scorer, layer, optimizer or plot, its short name in the catalog.</summary>
/// <param name="names">
/// One or more lower-case names, unique within their kind; the first is the canonical one, the others are accepted too. Blank ones don't
/// count.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NamedAttribute(params string[] names) : Attribute
{
    /// <summary>The names people type, canonical first.</summary>
    public IReadOnlyList<string> Names { get; } = [.. (names ?? []).Where(name => !string.IsNullOrWhiteSpace(name))];

    /// <summary>The canonical name of <paramref name="type"/>, or the type's own where it has none.</summary>
    internal static string NameOf(Type type) =>
        Attribute.GetCustomAttribute(type, typeof(NamedAttribute)) is NamedAttribute { Names: [var name, ..] } ? name : type.Name;
}
