using System.Globalization;
using System.Text;

namespace Trimtab;

/// <summary>
/// The text of any object, the same in every culture: the invariant one also holds inside the object's own ToString, a record's for
/// instance.
/// </summary>
internal static class InvariantText
{
    /// <summary>The object's text; its type's name where it has none.</summary>
    public static string Of(object value)
    {
        string? text = InInvariantCulture(
            () => value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString());
        return string.IsNullOrWhiteSpace(text) ? value.GetType().Name : text;
    }

    /// <summary>
    /// The text of a record as the compiler writes it, but the same in every culture. Every public record's <c>ToString</c> is this.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="printMembers">The record's own, which the compiler makes.</param>
    public static string Record(object record, Func<StringBuilder, bool> printMembers) => InInvariantCulture(() =>
    {
        var text = new StringBuilder(record.GetType().Name.Split('`')[0]).Append(" { ");
        return text.Append(printMembers(text) ? " }" : "}").ToString();
    });

    /// <summary>The texts of several, with commas between.</summary>
    public static string List<T>(IEnumerable<T> values)
        where T : notnull => string.Join(", ", values.Select(value => Of(value)));

    /// <summary>A number of things: 1 trial, 2 trials.</summary>
    public static string Count(int count, string noun) => Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>
    /// The begin of a sentence on the first of things that all failed: "All 2 trials failed. The first", to be followed by ", which: why".
    /// </summary>
    public static string AllFailed(int count, string noun) =>
        count == 1 ? $"The only {noun} failed. It" : Invariant($"All {count} {noun}s failed. The first");

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
