using System.Globalization;
using System.Numerics;

namespace Trimtab.Data;

/// <summary>Reads single texts as numbers, Booleans or dates. Thread-safe.</summary>
internal sealed class TextParser
{
    private const double LeastRounded = 1L << 53; // whole numbers above it may be others in double precision

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

    /// <summary>The kind of a text by itself; a number that is a code is a text.</summary>
    public ColumnKind KindOf(string text) =>
        Flag(text) is not null ? ColumnKind.Boolean
        : Number(text) is { } number && !IsCode(text, number) ? ColumnKind.Number
        : Date(text) is not null ? ColumnKind.Date
        : ColumnKind.Text;

    /// <summary>The number that a text is, <c>inf</c> as pandas and NumPy write it, too; null where it is none.</summary>
    public double? Number(string text) =>
        _hasDecimalComma
            ? (double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, _comma, out double written)
                && HasThousands(text.AsSpan().Trim()) ? written : Infinity(text))
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : Infinity(text);

    /// <summary>The Boolean that a text is; null where it is none.</summary>
    public static bool? Flag(string text) => bool.TryParse(text, out bool flag) ? flag : null;

    /// <summary>The date that a text is, with an offset in UTC; null where it is none.</summary>
    public static DateTime? Date(string text) => text.AsSpan().Trim() is [>= '0' and <= '9', _, _, _, '-', ..] trimmed
        && DateTime.TryParseExact(trimmed, _dateFormats, CultureInfo.InvariantCulture, Utc, out var date)
            ? date
            : null;

    /// <summary>
    /// Whether a text that is a number may be a code: it has leading zeros, as postal ones, or is a whole number that a double does not
    /// hold, as those of cards, so that two would become one.
    /// </summary>
    public static bool IsCode(string text, double number) =>
        text.AsSpan().Trim() is ['0', >= '0' and <= '9', ..] or ['-', '0', >= '0' and <= '9', ..]
        || (Math.Abs(number) >= LeastRounded && BigInteger.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole)
            && (!double.IsFinite(number) || whole != new BigInteger(number)));

    private static double? Infinity(string text) => text.AsSpan().Trim() switch
    {
        [.. var rest] when rest.Equals("inf", StringComparison.OrdinalIgnoreCase) => double.PositiveInfinity,
        ['+', .. var rest] when rest.Equals("inf", StringComparison.OrdinalIgnoreCase) => double.PositiveInfinity,
        ['-', .. var rest] when rest.Equals("inf", StringComparison.OrdinalIgnoreCase) => double.NegativeInfinity,
        _ => null,
    };

    /// <summary>Whether every point of a number with a decimal comma stands between thousands: 1.234,5, not 1.5 or 31.12.2020.</summary>
    private static bool HasThousands(ReadOnlySpan<char> number)
    {
        int point = number.IndexOf('.');
        if (point < 0)
        {
            return true;
        }

        int first = number[0] is '+' or '-' ? 1 : 0;
        if (point - first is < 1 or > 3 || number[first] == '0')
        {
            return false;
        }

        var groups = number[point..];
        for (; groups is ['.', ..]; groups = groups[4..])
        {
            if (groups.Length < 4 || groups[1..4].ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }
        }

        return !groups.Contains('.') && groups is [] or [',' or 'e' or 'E', ..];
    }

    /// <summary>The end of a sentence on a text that is no number and might be one with a decimal comma.</summary>
    public static string CommaRemedy(string text) =>
        text.Contains(',', StringComparison.Ordinal) ? "; if that is a decimal comma, set DecimalComma" : "";
}
