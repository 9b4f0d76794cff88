using System.Reflection;

namespace Trimtab.Data;

/// <summary>
/// A table of a user's data: columns with names, each of numbers, Booleans, texts or dates, some of which may be missing.
/// </summary>
/// <remarks>
/// As a data frame of pandas or R. Read from CSV by <c>Trimtab.Csv</c>, or made of objects or arrays; <see cref="ToDataset(string)"/> makes
/// of it the features and targets that estimators learn from. Immutable; thread-safe.
/// <code>
/// var frame = new DataFrame(
/// [
///     FrameColumn.Of("height", new[] { 1.62, 1.80, double.NaN, 1.75 }),
///     FrameColumn.Of("colour", new[] { "red", "blue", "red", null }),
///     FrameColumn.Of("kind", new[] { "a", "b", "a", "b" }),
/// ]);
/// Dataset data = frame.ToDataset("kind");
/// </code>
/// </remarks>
public sealed class DataFrame
{
    private readonly Dictionary<string, FrameColumn> _byName = new(StringComparer.Ordinal);

    /// <summary>Makes a table of columns.</summary>
    /// <param name="columns">The columns, all with as many rows.</param>
    /// <exception cref="ArgumentException">There is none, two have the same name, or one has more rows than another.</exception>
    public DataFrame(IEnumerable<FrameColumn> columns)
    {
        Columns = [.. Setting.RequiredItems<FrameColumn>([.. columns ?? []], nameof(columns))];
        Count = Columns.Count > 0
            ? Columns[0].Count
            : throw new ArgumentException("A table must have a column. Got none.", nameof(columns));
        foreach (var column in Columns)
        {
            if (column.Count != Count)
            {
                throw new ArgumentException(
                    Invariant($"Columns must have as many rows. '{Columns[0].Name}' has {Count} and '{column.Name}' has {column.Count}."),
                    nameof(columns));
            }

            if (!_byName.TryAdd(column.Name, column))
            {
                throw new ArgumentException($"Columns need different names. Got '{column.Name}' twice.", nameof(columns));
            }
        }
    }

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    /// <summary>The columns in their order.</summary>
    public IReadOnlyList<FrameColumn> Columns { get; }

    /// <summary>The column called <paramref name="name"/>.</summary>
    /// <exception cref="UnknownNameException">None is.</exception>
    public FrameColumn this[string name] => _byName.TryGetValue(Setting.Required(name), out var column)
        ? column
        : throw new UnknownNameException("column", name, Columns.Select(column => column.Name));

    /// <summary>Whether a column is called so.</summary>
    public bool Has(string name) => _byName.ContainsKey(name);

    /// <summary>A table of objects: a column for each public property, a row for each object.</summary>
    /// <remarks>Properties are read by reflection. A nullable one has missing values.</remarks>
    /// <exception cref="TrimtabException">
    /// There is no property, one throws or is of a type that a column can't have, or an object is null.
    /// </exception>
    public static DataFrame From<T>(IEnumerable<T> objects)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(objects);
        T[] rows = [.. objects];
        if (Array.IndexOf(rows, null) is >= 0 and var empty)
        {
            throw new TrimtabException(Invariant($"Rows of a table must be objects. Row {empty} is null: leave it out."));
        }

        PropertyInfo[] properties = [.. typeof(T).GetProperties()
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract")];
        return properties.Length > 0
            ? new(properties.Select(property => FrameColumn.Of(property.Name, rows.Select((row, i) => ValueOf(property, row, i)))))
            : throw new TrimtabException($"Objects of a table must have public properties. {typeof(T).Name} has none.");
    }

    /// <summary>A table of texts, each read as what it is: number, Boolean, date or text.</summary>
    /// <param name="titles">The columns' titles; all different.</param>
    /// <param name="rows">
    /// The rows: a text for each title, and the line it stands in, for messages. Called once, and again where a column's first values were
    /// numbers, say, and a later one is none.
    /// </param>
    /// <param name="reading">How texts are read. Default: a <see cref="TextReading"/> as it is made.</param>
    /// <exception cref="UnknownNameException">A title that the reading names is not there.</exception>
    /// <exception cref="TrimtabException">
    /// A title is blank or stands twice, a row has another number of texts, or a value is not of the kind that is given.
    /// </exception>
    public static DataFrame FromTexts(
        IReadOnlyList<string> titles, Func<IEnumerable<(string[] Texts, long Line)>> rows, TextReading? reading = null)
    {
        ArgumentNullException.ThrowIfNull(titles);
        ArgumentNullException.ThrowIfNull(rows);
        return TextTable.Read(titles, rows, reading ?? new());
    }

    /// <summary>Some of the rows, in the order given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A row is negative or not below <see cref="Count"/>.</exception>
    public DataFrame Select(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            Setting.RequireIndex(row, Count, nameof(rows));
        }

        var selected = new FrameColumn[Columns.Count];
        for (int i = 0; i < selected.Length; i++)
        {
            selected[i] = Columns[i].Select(rows);
        }

        return new(selected);
    }

    /// <summary>Features and targets to learn from: every other column is a feature.</summary>
    /// <param name="target">
    /// The column to be predicted; texts, Booleans and members of an enum are classes, numbers are real values.
    /// </param>
    /// <exception cref="UnknownNameException">There is no such column.</exception>
    /// <exception cref="TrimtabException">A target is missing, or a column can't be a feature; the message says what to do.</exception>
    public Dataset ToDataset(string target) => ToDataset(new DataRoles { Target = target });

    /// <summary>Features and targets to learn from, and the groups of rows.</summary>
    /// <param name="roles">Which column is what.</param>
    /// <inheritdoc cref="ToDataset(string)"/>
    public Dataset ToDataset(DataRoles roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        return new FrameDataset(this, roles).Make();
    }

    /// <summary>
    /// Rows to be predicted or scored by what has learned from <paramref name="learnedFrom"/>: with its columns and categories.
    /// </summary>
    /// <param name="learnedFrom">Rows that were made of a table.</param>
    /// <param name="target">The column of targets, to score; left out, the rows have none.</param>
    /// <remarks>
    /// A text that is no category of those rows is one more category, which an encoder has not learned. Groups and weights are those of the
    /// columns that <paramref name="learnedFrom"/> had them of (<see cref="Dataset.Roles"/>), where there are such columns; with a target
    /// there must be one of weights. Read a file with <see cref="TextReading.Like"/>, so that its columns have the kinds of those rows.
    /// </remarks>
    /// <exception cref="UnknownNameException">A column is missing, or a target is none of the classes.</exception>
    /// <exception cref="TrimtabException">The rows have no names, or a column has values of another kind than theirs.</exception>
    public Dataset ToDatasetLike(Dataset learnedFrom, string? target = null) =>
        ToDatasetLike(learnedFrom, target is null ? [] : [target]);

    /// <summary>Rows to be scored on several targets by what has learned from <paramref name="learnedFrom"/>.</summary>
    /// <param name="learnedFrom">Rows that were made of a table.</param>
    /// <param name="targets">The columns of targets, in the order in which they were learned.</param>
    /// <inheritdoc cref="ToDatasetLike(Dataset, string?)"/>
    public Dataset ToDatasetLike(Dataset learnedFrom, IReadOnlyList<string> targets)
    {
        ArgumentNullException.ThrowIfNull(learnedFrom);
        ArgumentNullException.ThrowIfNull(targets);
        return LikeDataset.Make(this, learnedFrom, LikeDataset.RolesOf(this, learnedFrom, targets));
    }

    /// <summary>
    /// Rows to be scored by what has learned from <paramref name="learnedFrom"/>, with targets, groups and weights of other columns.
    /// </summary>
    /// <param name="learnedFrom">Rows that were made of a table.</param>
    /// <param name="roles">The columns of targets, groups and weights; what is left out the rows do not have.</param>
    /// <inheritdoc cref="ToDatasetLike(Dataset, string?)"/>
    public Dataset ToDatasetLike(Dataset learnedFrom, DataRoles roles)
    {
        ArgumentNullException.ThrowIfNull(learnedFrom);
        ArgumentNullException.ThrowIfNull(roles);
        return LikeDataset.Make(this, learnedFrom, roles);
    }

    private static object? ValueOf(PropertyInfo property, object row, int number)
    {
        try
        {
            return property.GetValue(row);
        }
        catch (TargetInvocationException error) when (error.InnerException is { } thrown)
        {
            throw new TrimtabException(
                Invariant($"Properties of a table's objects must have values. '{property.Name}' of row {number} throws ")
                    + $"{thrown.GetType().Name}: {thrown.Message}",
                thrown);
        }
    }

    /// <summary>Number of rows, and the columns with their kinds, one a line.</summary>
    public override string ToString() => $"{InvariantText.Count(Count, "row")}\n" + string.Join('\n', Columns);
}
