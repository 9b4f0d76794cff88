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
}
