namespace Trimtab.Data;

/// <summary>How texts become the columns of a <see cref="DataFrame"/>. Immutable; thread-safe.</summary>
public record TextReading
{
    /// <summary>
    /// The texts that stand for a missing value, besides the empty one; blanks around them do not count. Default: <c>NA</c>, <c>N/A</c>,
    /// <c>NaN</c>, <c>nan</c>, <c>null</c>, <c>NULL</c>, <c>None</c>, <c>#N/A</c>, <c>&lt;NA&gt;</c>.
    /// </summary>
    public IReadOnlyList<string> MissingTexts { get; init => field = Setting.RequiredItems(value); } =
        ["NA", "N/A", "NaN", "nan", "null", "NULL", "None", "#N/A", "<NA>"];

    /// <summary>
    /// The kinds of columns, by their titles; a value that is not of that kind is an error. A column that is not here has the kind of all
    /// its values: Booleans (true, false), numbers, dates (ISO 8601), else texts. Numbers with leading zeros, as in postal codes, are
    /// texts.
    /// </summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds { get; init => field = Setting.Required(value); } =
        new Dictionary<string, ColumnKind>();

    /// <summary>The titles of the columns to read, others are left out; empty, the default, for all.</summary>
    public IReadOnlyList<string> Columns { get; init => field = Setting.RequiredItems(value); } = [];

    /// <summary>Whether numbers have a decimal comma, and maybe points between thousands: 1.234,5. Default: no, a decimal point.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}
