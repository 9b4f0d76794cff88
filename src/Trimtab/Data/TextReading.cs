using System.Runtime.CompilerServices;

namespace Trimtab.Data;

/// <summary>How texts become the columns of a <see cref="DataFrame"/>. Immutable; thread-safe.</summary>
public record TextReading
{
    /// <summary>
    /// The texts that stand for a missing value unless <see cref="KeepDefaultMissingTexts"/> is false: those of <c>pandas.read_csv</c>,
    /// such as <c>NA</c>, <c>NaN</c>, <c>null</c>, <c>None</c> and <c>#N/A</c>.
    /// </summary>
    public static IReadOnlyList<string> DefaultMissingTexts { get; } =
    [
        "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL", "NaN", "None",
        "n/a", "nan", "null",
    ];

    /// <summary>
    /// More texts that stand for a missing value, besides the empty one and <see cref="DefaultMissingTexts"/>; blanks around them do not
    /// count, case does. Default: none.
    /// </summary>
    public IReadOnlyList<string> MissingTexts { get; init => field = Setting.RequiredItems(value); } = [];

    /// <summary>
    /// Whether <see cref="DefaultMissingTexts"/> stand for missing values, too; false where one of them is a text of the data, as the
    /// answer <c>None</c>. Default: yes.
    /// </summary>
    public bool KeepDefaultMissingTexts { get; init; } = true;

    /// <summary>
    /// The kinds of columns, by their titles; a value that is not of that kind is an error. A column that is not here, nor in
    /// <see cref="Like"/>, has the kind of all its values: Booleans (true, false), numbers, dates (ISO 8601), else texts. Numbers with
    /// leading zeros, as in postal codes, are texts, and so are whole numbers that a double does not hold, as those of cards.
    /// </summary>
    public IReadOnlyDictionary<string, ColumnKind> Kinds { get; init => field = Setting.Required(value); } =
        new Dictionary<string, ColumnKind>();

    /// <summary>
    /// Rows of a table that a model has learned from: columns have the kinds that they have there, whatever these texts look like. For new
    /// rows to be predicted or scored. Default: none.
    /// </summary>
    /// <remarks>
    /// Texts of a column of texts stay as they are written, also where all are numbers; a feature or target that was a number or Boolean is
    /// a number, true and false as 1 and 0, and any other text is an error. Columns that those rows do not know are read as usual, and
    /// <see cref="Kinds"/> goes before.
    /// <code>
    /// var fresh = DataFrame.ReadCsv("new.csv", new() { Like = train }).ToDatasetLike(train);
    /// </code>
    /// </remarks>
    /// <exception cref="ArgumentException">The rows have no names for their features.</exception>
    public Dataset? Like { get; init => field = Named(value); }

    /// <summary>The titles of the columns to read, others are left out; empty, the default, for all.</summary>
    public IReadOnlyList<string> Columns { get; init => field = Setting.RequiredItems(value); } = [];

    /// <summary>
    /// Whether numbers have a decimal comma, and maybe points between thousands: 1.234,5. A text with a point elsewhere, as 1.5 or
    /// 31.12.2020, is no number then. Default: no, a decimal point.
    /// </summary>
    public bool DecimalComma { get; init; }

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);

    private static Dataset? Named(Dataset? rows, [CallerMemberName] string name = "") => rows is { Columns.Count: 0 }
        ? throw new ArgumentException(
            $"{name} must be rows that have names for their features, as those of a table have. These have none: "
                + "give them Columns, or give the kinds by Kinds.",
            name)
        : rows;
}
