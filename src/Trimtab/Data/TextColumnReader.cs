using System.Globalization;

namespace Trimtab.Data;

/// <summary>Reads the texts of one column and finds out their kind. Not thread-safe.</summary>
/// <param name="name">The column's name.</param>
/// <param name="said">Its kind, where that was said.</param>
/// <param name="found">Its kind as an earlier pass has found it; or null.</param>
/// <param name="reading">How numbers and missing values are written.</param>
internal sealed class TextColumnReader(string name, ColumnKind? said, ColumnKind? found, TextReading reading)
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] _dateFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss",
        "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    private static readonly NumberFormatInfo _comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    private readonly HashSet<string> _missing = [.. reading.MissingTexts.Select(text => text.Trim())];
    private readonly int _longestMissing = reading.MissingTexts.Select(text => text.Length).DefaultIfEmpty(0).Max();
    private readonly List<double> _numbers = [];
    private readonly List<long> _ticks = [];
    private readonly TextCodes _texts = new();
    private int _rows;

    /// <summary>The column's name.</summary>
    public string Name => name;

    /// <summary>Its kind so far; null where all values are missing.</summary>
    public ColumnKind? Kind { get; private set; } = said ?? found;

    /// <summary>Whether values of another kind came after the first ones, which are lost: the column must be read again.</summary>
    public bool MustBeReadAgain { get; private set; }

    /// <summary>Takes the next row's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="line">The line it stands in, for messages.</param>
    /// <exception cref="TrimtabException">It is not of the kind that was said.</exception>
    public void Add(string text, long line)
    {
        _rows++;
        if (MustBeReadAgain)
        {
            return;
        }

        if (IsMissing(text))
        {
            AddMissing();
            return;
        }

        if (Kind is null)
        {
            Kind = KindOf(text);
            AddMissingBefore();
        }

        if (!TryAdd(text))
        {
            if (said is not null)
            {
                throw new TrimtabException(Invariant($"Column '{name}' was said to be of kind {said}. Line {line} has '{text}'")
                    + (said == ColumnKind.Number ? NumberHint(text) : "") + ": mend it, or read the column as Text.");
            }

            (Kind, MustBeReadAgain) = (ColumnKind.Text, true);
        }
    }

    /// <summary>The column; one of numbers where all values are missing.</summary>
    public FrameColumn ToColumn() => Kind switch
    {
        ColumnKind.Text => _texts.ToColumn(name),
        ColumnKind.Date => new DateColumn(name, [.. _ticks]),
        null => new NumberColumn(name, [.. Enumerable.Repeat(double.NaN, _rows)]),
        var kind => new NumberColumn(name, [.. _numbers], kind == ColumnKind.Boolean),
    };

    private bool IsMissing(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed.IsEmpty
            || (trimmed.Length <= _longestMissing && _missing.GetAlternateLookup<ReadOnlySpan<char>>().Contains(trimmed));
    }

    private void AddMissing()
    {
        switch (Kind)
        {
            case ColumnKind.Text:
                _texts.Add(null);
                break;
            case ColumnKind.Date:
                _ticks.Add(DateColumn.MissingTicks);
                break;
            case not null:
                _numbers.Add(double.NaN);
                break;
        }
    }

    private void AddMissingBefore()
    {
        for (int i = 1; i < _rows; i++)
        {
            AddMissing();
        }
    }

    private bool TryAdd(string text)
    {
        switch (Kind)
        {
            case ColumnKind.Number when Number(text) is { } number:
                _numbers.Add(number);
                return said is not null || !HasLeadingZero(text);
            case ColumnKind.Boolean when bool.TryParse(text, out bool flag):
                _numbers.Add(flag ? 1 : 0);
                return true;
            case ColumnKind.Date when Date(text) is { } date:
                _ticks.Add(date.Ticks);
                return true;
            case ColumnKind.Text:
                _texts.Add(text);
                return true;
            default:
                return false;
        }
    }

    private ColumnKind KindOf(string text) =>
        bool.TryParse(text, out _) ? ColumnKind.Boolean
        : Number(text) is not null && !HasLeadingZero(text) ? ColumnKind.Number
        : Date(text) is not null ? ColumnKind.Date
        : ColumnKind.Text;

    private double? Number(string text) =>
        reading.DecimalComma
            ? (double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, _comma, out double written) ? written : null)
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    private static bool HasLeadingZero(string text) =>
        text.AsSpan().Trim() is ['0', >= '0' and <= '9', ..] or ['-', '0', >= '0' and <= '9', ..];

    private static DateTime? Date(string text) => text.AsSpan().Trim() is [>= '0' and <= '9', _, _, _, '-', ..] trimmed
        && DateTime.TryParseExact(trimmed, _dateFormats, CultureInfo.InvariantCulture, Utc, out var date)
            ? date
            : null;

    private static string NumberHint(string text) =>
        text.Contains(',', StringComparison.Ordinal) ? "; if that is a decimal comma, set DecimalComma" : "";
}
