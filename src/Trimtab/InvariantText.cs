using System.Globalization;

namespace Trimtab;

/// <summary>The text of any object, the same in every culture: the invariant one also holds inside the object's own ToString, a record's for instance.</summary>
internal static class InvariantText
{
    /// <summary>The object's text; its type's name where it has none.</summary>
    public static string Of(object value)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            string? text = value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString();
            return string.IsNullOrWhiteSpace(text) ? value.GetType().Name : text;
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>The texts of several, with commas between.</summary>
    public static string List<T>(IEnumerable<T> values)
        where T : notnull => string.Join(", ", values.Select(value => Of(value)));

    /// <summary>A number of things: 1 trial, 2 trials.</summary>
    public static string Count(int count, string noun) => Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>The begin of a sentence on the first of things that all failed: "All 2 trials failed. The first", to be followed by ", which: why".</summary>
    public static string AllFailed(int count, string noun) => count == 1 ? $"The only {noun} failed. It" : Invariant($"All {count} {noun}s failed. The first");
}
