using System.Collections;
using System.Globalization;
using System.Text;

namespace Trimtab;

/// <summary>
/// The text of any object, the same in every culture: the invariant one also holds inside the object's own ToString, a record's for
/// instance.
/// </summary>
internal static class InvariantText
{
    private const int MostItems = 20; // of a list inside another text

    [ThreadStatic]
    private static bool _isWhole;

    /// <summary>The object's text; its type's name where it has none.</summary>
    public static string Of(object value)
    {
        string? text = InInvariantCulture(
            () => value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString());
        return string.IsNullOrWhiteSpace(text) ? value.GetType().Name : text;
    }

    /// <summary>
    /// The text of a record as the compiler writes it, but the same in every culture, and with the contents of lists and dictionaries, of
    /// which the compiler writes the type. Every public record's <c>ToString</c> is this.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="printMembers">The record's own, which the compiler makes.</param>
    public static string Record(object record, Func<StringBuilder, bool> printMembers) => InInvariantCulture(() =>
    {
        var text = new StringBuilder(record.GetType().Name.Split('`')[0]).Append(" { ");
        bool hasMembers = printMembers(text);
        foreach (var (name, list) in Lists(record).Where(item => HasNoText(item.List)))
        {
            text.Replace($"{name} = {list}", $"{name} = {Member(list)}");
        }

        return text.Append(hasMembers ? " }" : "}").ToString();
    });

    /// <summary>The text of a value inside another: lists as <c>[a, b]</c>, dictionaries as <c>{ a = 1, b = 2 }</c>.</summary>
    public static string Member(object? value)
    {
        if (value is null)
        {
            return "";
        }

        var type = value.GetType();
        return value is string ? (string)value
            : IsPair(type) ? $"{Member(type.GetProperty("Key")!.GetValue(value))} = {Member(type.GetProperty("Value")!.GetValue(value))}"
            : value is IEnumerable list && HasNoText(value) ? Contents(list)
            : Of(value);
    }

    /// <summary>The text of a list's items, or of a dictionary's.</summary>
    public static string Contents(IEnumerable list)
    {
        object?[] items = [.. list.Cast<object?>()];
        int shown = _isWhole || items.Length <= MostItems ? items.Length : MostItems - 1;
        string text = string.Join(", ", items.Take(shown).Select(Member))
            + (shown < items.Length ? Invariant($", … {items.Length} in all") : "");
        return items.Length > 0 && items[0] is { } first && IsPair(first.GetType()) ? $"{{ {text} }}" : $"[{text}]";
    }

    private static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    /// <summary>Whether the text of a value is no more than the name of its type.</summary>
    private static bool HasNoText(object value) => value.ToString() == value.GetType().ToString();

    private static IEnumerable<(string Name, object List)> Lists(object record) =>
        from property in record.GetType().GetProperties()
        where property.GetIndexParameters().Length == 0 && typeof(IEnumerable).IsAssignableFrom(property.PropertyType)
        let list = property.GetValue(record)
        where list is not null
        select (property.Name, list);

    /// <summary>The texts of several, with commas between and all items of their lists: those of different contents differ.</summary>
    public static string WholeList<T>(IEnumerable<T> values)
        where T : notnull
    {
        try
        {
            _isWhole = true;
            return List(values);
        }
        finally
        {
            _isWhole = false;
        }
    }

    /// <summary>The texts of several, with commas between.</summary>
    public static string List<T>(IEnumerable<T> values)
        where T : notnull => string.Join(", ", values.Select(value => Of(value)));

    /// <summary>A number of things: 1 trial, 2 trials.</summary>
    public static string Count(long count, string noun) => Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A sentence on things that all failed: "All 2 trials failed. The first, x=0.5: why".</summary>
    /// <param name="count">How many there are, 1 or more.</param>
    /// <param name="noun">One of them.</param>
    /// <param name="first">The first, in a few words; empty where nothing tells it from others.</param>
    /// <param name="why">Why the first failed.</param>
    public static string AllFailed(int count, string noun, string first, string why)
    {
        string which = first.Length == 0 ? "" : $", {first}";
        return count == 1 ? $"The only {noun} failed{which}: {why}" : Invariant($"All {count} {noun}s failed. The first{which}: {why}");
    }

    private static T InInvariantCulture<T>(Func<T> write)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return write();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
