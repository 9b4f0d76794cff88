using System.Globalization;

namespace Trimtab.Tool.Results;

/// <summary>Cells as text that loses nothing, the same in every culture.</summary>
internal static class CellText
{
    /// <summary>A cell as text; empty where there is none.</summary>
    public static string Of(object? cell) => cell switch
    {
        null => "",
        string text => text,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => CellJson.Value(cell)?.ToJsonString() ?? "",
    };
}
