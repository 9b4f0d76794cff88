using System.Globalization;

namespace Trimtab.Data;

/// <summary>Reads single texts as numbers, Booleans or dates. Thread-safe.</summary>
internal sealed class TextParser
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] _dateFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss",
        "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    private static readonly NumberFormatInfo _comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _missing;
    private readonly int _longestMissing;
    private readonly bool _hasDecimalComma;

    public TextParser(TextReading reading)
    {
        IEnumerable<string> defaults = reading.KeepDefaultMissingTexts ? TextReading.DefaultMissingTexts : [];
        HashSet<string> missing = [.. defaults.Concat(reading.MissingTexts).Select(text => text.Trim())];
        _missing = missing.GetAlternateLookup<ReadOnlySpan<char>>();
        _longestMissing = missing.Select(text => text.Length).DefaultIfEmpty(0).Max();
        _hasDecimalComma = reading.DecimalComma;
    }

    /// <summary>Whether a text stands for a missing value.</summary>
    public bool IsMissing(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed.IsEmpty || (trimmed.Length <= _longestMissing && _missing.Contains(trimmed));
    }

    /// <summary>The kind of a text by itself; a number with leading zeros is a text.</summary>
    public ColumnKind KindOf(string text) =>
        Flag(text) is not null ? ColumnKind.Boolean
        : Number(text) is not null && !HasLeadingZero(text) ? ColumnKind.Number
        : Date(text) is not null ? ColumnKind.Date
        : ColumnKind.Text;

    /// <summary>The number that a text is; null where it is none.</summary>
    public double? Number(string text) =>
        _hasDecimalComma
            ? (double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, _comma, out double written) ? written : null)
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    /// <summary>The Boolean that a text is; null where it is none.</summary>
    public static bool? Flag(string text) => bool.TryParse(text, out bool flag) ? flag : null;

    /// <summary>The date that a text is, with an offset in UTC; null where it is none.</summary>
    public static DateTime? Date(string text) => text.AsSpan().Trim() is [>= '0' and <= '9', _, _, _, '-', ..] trimmed
        && DateTime.TryParseExact(trimmed, _dateFormats, CultureInfo.InvariantCulture, Utc, out var date)
            ? date
            : null;

    /// <summary>Whether a text that is a number may be a code, as a postal one.</summary>
    public static bool HasLeadingZero(string text) =>
        text.AsSpan().Trim() is ['0', >= '0' and <= '9', ..] or ['-', '0', >= '0' and <= '9', ..];

    /// <summary>The end of a sentence on a text that is no number and might be one with a decimal comma.</summary>
    public static string CommaRemedy(string text) =>
        text.Contains(',', StringComparison.Ordinal) ? "; if that is a decimal comma, set DecimalComma" : "";
}
