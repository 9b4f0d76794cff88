namespace Trimtab;

/// <summary>Gives a scorer, layer, optimizer or plot the short name people type.</summary>
/// <param name="names">Lower-case names, unique within their kind; the first is the canonical one, the others are accepted too.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NamedAttribute(params string[] names) : Attribute
{
    /// <summary>The names people type, canonical first.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
