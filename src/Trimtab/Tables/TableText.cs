using System.Globalization;
using Trimtab.Spaces;

namespace Trimtab.Tables;

/// <summary>Cells as text, the same in every culture.</summary>
public static class TableText
{
    /// <summary>
    /// A cell's text: numbers in the shortest form that reads back, times in UTC as <c>2026-01-31 21:34:05.678901+00:00</c>.
    /// </summary>
    /// <param name="cell">A string, double, long, bool or <see cref="DateTimeOffset"/>; <see cref="DBNull"/> for the value null.</param>
    public static string Of(object cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell switch
        {
            string text => text,
            DBNull => "null",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            DateTimeOffset time => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture),
            _ => ParameterValue.From(cell).ToDisplayString(),
        };
    }
}
