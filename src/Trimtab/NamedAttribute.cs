using Trimtab.Files;

namespace Trimtab;

/// <summary>Gives a part, such as a sampler, pruner, scorer, layer, optimizer or plot, its short name in the catalog.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NamedAttribute : Attribute
{
    /// <summary>Gives the names.</summary>
    /// <param name="names">
    /// One or more names of lower-case letters (a to z), digits, <c>_</c>, <c>-</c> and <c>.</c>, unique within their kind; the first is
    /// the canonical one, the others are accepted too. Blank ones and repetitions don't count.
    /// </param>
    /// <exception cref="ArgumentException">A name has another character.</exception>
    public NamedAttribute(params string[] names) =>
        Names = [.. (names ?? []).Where(name => !string.IsNullOrWhiteSpace(name)).Select(Checked).Distinct(StringComparer.Ordinal)];

    /// <summary>The names people type, canonical first.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The canonical name of <paramref name="type"/>, or the type's own where it has none.</summary>
    internal static string NameOf(Type type) => NamesOf(type) is ([var name, ..], _) ? name : type.Name;

    /// <summary>The names of <paramref name="type"/>; where its attribute breaks a rule, none and the rule, in sentences.</summary>
    internal static (IReadOnlyList<string> Names, string? Broken) NamesOf(Type type)
    {
        try
        {
            return GetCustomAttribute(type, typeof(NamedAttribute)) is not NamedAttribute named ? ([], null)
                : named.Names.Count > 0 ? (named.Names, null)
                : ([], "[Named] must give a name that is not blank. "
                    + $"{type.FullName} has none: give it one, or take the attribute away.");
        }
        catch (ArgumentException error)
        {
            return ([], $"{error.Message} It is on {type.FullName}.");
        }
    }

    private static string Checked(string name) => name.All(IsAllowed) ? name : throw new ArgumentException(
        "A name in [Named] must have lower-case letters from a to z, digits, '_', '-' and '.' only. "
        + $"Got '{CellText.Printable(name)}': rename it.");

    private static bool IsAllowed(char letter) =>
        char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '-' or '.';
}
