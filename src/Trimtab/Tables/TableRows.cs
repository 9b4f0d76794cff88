using System.Globalization;
using Trimtab.Spaces;

namespace Trimtab.Tables;

/// <summary>Reads trials from the rows of a table.</summary>
internal sealed class TableRows
{
    private readonly TrialTable _table;
    private readonly TableTitles _titles;
    private readonly TableNumbers _numbers;
    private readonly SearchSpace _space;
    private readonly (string Name, TableColumn Column)[] _values;
    private readonly (string Name, Distribution Distribution, TableColumn Column)[] _parameters;
    private readonly (string Name, TableColumn Column)[] _attributes;

    /// <summary>Rows of a table, for a study.</summary>
    /// <exception cref="TrimtabException">There is no space, or a parameter or objective has no column.</exception>
    public TableRows(TrialTable table, StudyOptions study, ImportOptions options)
    {
        _table = table;
        _space = options.Space ?? study.Space ?? throw new TrimtabException(
            "Trials of a table need a space, which says the types and ranges of their parameters. The study has none: set "
            + "ImportOptions.Space.");
        _titles = new(table, _space.Select(item => item.Key), study.Objectives, options);
        _values = [.. study.Objectives.Select(one => (one.Name, _titles[TrialTable.ValueTitle(study.Objectives, one)]))];
        _parameters = [.. _space.Select(item => (item.Key, item.Value, _titles[TrialTable.Parameter + item.Key]))];
        _attributes =
        [
            .. table.Columns.Select(column => (Title: column.Name.Trim(), column))
                .Where(item => item.Title.StartsWith(TrialTable.Attribute, StringComparison.Ordinal))
                .Select(item => (item.Title[TrialTable.Attribute.Length..], item.column)),
        ];
        _numbers = new(table, _values.Select(item => item.Column)
            .Concat(_parameters.Where(item => IsNumeric(item.Distribution)).Select(item => item.Column)));
    }

    /// <summary>The finished trials, in the order of the rows. Rows that are blank, wait or run are left out.</summary>
    /// <exception cref="TrimtabException">A cell is not what its column must have; the message says row and column.</exception>
    public IReadOnlyList<Trial> Read() => [.. Enumerable.Range(0, _table.Count).Where(row => !IsBlank(row)).Select(Read).OfType<Trial>()];

    private bool IsBlank(int row) => _table.Columns.All(column => TableCell.IsBlank(column.Cells[row]));

    private Trial? Read(int row)
    {
        var values = _values.Where(item => !TableCell.IsMissing(item.Column.Cells[row]))
            .ToDictionary(item => item.Name, item => _numbers.Read(item.Column, row));
        var state = State(row, values);
        if (state is TrialState.Waiting or TrialState.Running)
        {
            return null;
        }

        var started = Time("datetime_start", row);
        return new()
        {
            Number = row,
            State = state,
            Parameters = ParameterSet.Create(_parameters.Select(item => (item.Name, Value: Value(item.Distribution, item.Column, row)))
                .Where(item => item.Value is not null).Select(item => KeyValuePair.Create(item.Name, item.Value!.Value))),
            Space = _space,
            Values = state == TrialState.Failed ? new Dictionary<string, double>() : values,
            Started = started,
            Duration = Duration(row) ?? Time("datetime_complete", row) - started ?? TimeSpan.Zero,
            Attributes = _attributes.Where(item => item.Column.Cells[row] is not (null or double.NaN))
                .ToDictionary(item => item.Name, item => TableText.Of(item.Column.Cells[row]!)),
            Failure = state == TrialState.Failed ? TrialFailure.Because("It failed where the table comes from.") : null,
        };
    }

    private TrialState State(int row, Dictionary<string, double> values)
    {
        string? word = (_titles.Find("state")?.Cells[row] as string)?.Trim();
        bool isWhole = values.Count == _values.Length;
        var state = string.IsNullOrEmpty(word) ? TrialState.Complete
            : string.Equals(word, "FAIL", StringComparison.OrdinalIgnoreCase) ? TrialState.Failed
            : Enum.TryParse<TrialState>(word, ignoreCase: true, out var known) && !char.IsAsciiDigit(word[0]) ? known
            : throw TableCell.Wrong(row, "state", "must be COMPLETE, PRUNED, FAIL, RUNNING or WAITING", word);
        return state != TrialState.Complete || isWhole ? state : throw NoValue(row, values);
    }

    private TrimtabException NoValue(int row, Dictionary<string, double> values)
    {
        var column = _values.First(item => !values.ContainsKey(item.Name)).Column;
        string place = _titles.Find("state") is null ? "add a column 'state' that has" : "let its 'state' be";
        return TableCell.Wrong(
            row,
            column.Name,
            "must have a value in a row that is COMPLETE, as one without a state is",
            column.Cells[row],
            $"Leave the row out, or {place} PRUNED, FAIL, RUNNING or WAITING.");
    }

    /// <summary>The value of a parameter; null where the row has none.</summary>
    private ParameterValue? Value(Distribution distribution, TableColumn column, int row)
    {
        object? cell = column.Cells[row];
        var value = cell is null ? null
            : distribution is CategoricalDistribution list ? Choice(list.Values, column, row)
            : TableCell.IsMissing(cell) ? null
            : distribution is IntDistribution ? Whole(column, row)
            : (ParameterValue?)_numbers.Read(column, row);
        return value is null && TableCell.IsMissing(cell) ? null
            : value is { } found && distribution.Contains(found) ? value
            : throw TableCell.Wrong(row, column.Name, $"must be a value of {distribution}", cell);
    }

    private ParameterValue? Whole(TableColumn column, int row) =>
        column.Cells[row] is long exact ? exact
        : long.TryParse(column.Cells[row] as string, NumberStyles.Integer, CultureInfo.InvariantCulture, out long written) ? written
        : _numbers.Read(column, row) is var number && number == Math.Truncate(number) && Math.Abs(number) < long.MaxValue
            ? (ParameterValue?)(long)number
        : null;

    /// <summary>
    /// The choice that a cell is: of equal type, or so written; else the only one that is the same Boolean in another case, as Python and
    /// spreadsheets write them, or the same number, as pandas writes 32.0 for 32 where a row of the column is missing.
    /// </summary>
    private ParameterValue? Choice(ParameterValues choices, TableColumn column, int row)
    {
        object cell = column.Cells[row]!;
        string text = TableText.Of(cell);
        return Only(choice => Equals(choice.Value, cell))
            ?? Only(choice => choice.ToDisplayString() == text)
            ?? Only(choice => choice.Value is bool && IsSame(choice, text, StringComparison.OrdinalIgnoreCase))
            ?? Only(choice => Number(choice) is { } number && number == _numbers.Find(column, row))
            ?? Only(choice => IsSame(choice, text, StringComparison.Ordinal));

        static bool IsSame(ParameterValue choice, string text, StringComparison comparison) =>
            string.Equals(choice.ToDisplayString(), text.Trim(), comparison);

        ParameterValue? Only(Func<ParameterValue, bool> isMeant) =>
            choices.Where(isMeant).Take(2).ToList() is [var one] ? (ParameterValue?)one : null;
    }

    /// <summary>The number that a choice is, or that its text is.</summary>
    private static double? Number(ParameterValue choice) => choice.Value switch
    {
        double number => number,
        long whole => whole,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => null,
    };

    private static bool IsNumeric(Distribution distribution) =>
        distribution is not CategoricalDistribution list || list.Values.All(choice => choice.Value is long or double);

    private TimeSpan? Duration(int row)
    {
        var column = _titles.Find("duration");
        return column is null || TableCell.IsMissing(column.Cells[row]) ? null : column.Cells[row] switch
        {
            // pandas: 0 days 00:00:01.500000
            string text when text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(
                text.Replace(" days ", ".", StringComparison.Ordinal), CultureInfo.InvariantCulture, out var time) => time,
            _ => TimeSpan.FromSeconds(_numbers.Read(column, row)),
        };
    }

    private DateTimeOffset? Time(string title, int row) => _titles.Find(title)?.Cells[row] switch
    {
        var cell when TableCell.IsMissing(cell) => null,
        DateTimeOffset time => time,
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        var other => throw TableCell.Wrong(row, title, "must be a time as 2026-01-31 21:34:05.678901", other),
    };
}
