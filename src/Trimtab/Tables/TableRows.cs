using System.Globalization;
using Trimtab.Spaces;

namespace Trimtab.Tables;

/// <summary>Reads trials from the rows of a table.</summary>
internal sealed class TableRows
{
    private readonly TrialTable _table;
    private readonly ImportOptions _options;
    private readonly SearchSpace _space;
    private readonly (Objective Objective, TableColumn Column)[] _values;
    private readonly (string Name, Distribution Distribution, TableColumn Column)[] _parameters;
    private readonly (string Name, TableColumn Column)[] _attributes;

    /// <summary>Rows of a table, for a study.</summary>
    /// <exception cref="TrimtabException">There is no space, or a parameter or objective has no column.</exception>
    public TableRows(TrialTable table, StudyOptions study, ImportOptions options)
    {
        (_table, _options) = (table, options);
        _space = options.Space ?? study.Space ?? throw new TrimtabException(
            "Trials of a table need a space, which says the types and ranges of their parameters. The study has none: set "
            + "ImportOptions.Space.");
        _values = [.. study.Objectives.Select(objective =>
            (objective, Column(objective.Name, TrialTable.ValueTitle(study.Objectives, objective))))];
        _parameters = [.. _space.Select(item => (item.Key, item.Value, Column(item.Key, TrialTable.Parameter + item.Key)))];
        _attributes =
        [
            .. table.Columns.Where(column => column.Name.StartsWith(TrialTable.Attribute, StringComparison.Ordinal))
                .Select(column => (column.Name[TrialTable.Attribute.Length..], column)),
        ];
    }

    /// <summary>The finished trials, in the order of the rows. Rows that wait or run are left out.</summary>
    /// <exception cref="TrimtabException">A cell is not what its column must have; the message says row and column.</exception>
    public IReadOnlyList<Trial> Read() => [.. Enumerable.Range(0, _table.Count).Select(Read).OfType<Trial>()];

    private Trial? Read(int row)
    {
        var values = _values.Where(item => item.Column.Cells[row] is not (null or ""))
            .ToDictionary(item => item.Objective.Name, item => Number(item.Column, row));
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
            Parameters = ParameterSet.Create(_parameters.Where(item => item.Column.Cells[row] is not (null or ""))
                .Select(item => KeyValuePair.Create(item.Name, Value(item.Distribution, item.Column, row)))),
            Space = _space,
            Values = state == TrialState.Failed ? new Dictionary<string, double>() : values,
            Started = started,
            Duration = Duration(row) ?? Time("datetime_complete", row) - started ?? TimeSpan.Zero,
            Attributes = _attributes.Where(item => item.Column.Cells[row] is not null)
                .ToDictionary(item => item.Name, item => TableText.Of(item.Column.Cells[row]!)),
            Failure = state == TrialState.Failed ? TrialFailure.Because("It failed where the table comes from.") : null,
        };
    }

    /// <summary>The column that <see cref="ImportOptions.Titles"/> say, or the one with Optuna's title, or the one with the name.</summary>
    private TableColumn Column(string name, string title)
    {
        string[] titles = _options.Titles.TryGetValue(name, out string? said) ? [said] : [title, name];
        return titles.Select(_table.Find).FirstOrDefault(column => column is not null)
            ?? throw new UnknownNameException($"column of '{name}'", titles[^1], _table.Columns.Select(column => column.Name));
    }

    private TrialState State(int row, Dictionary<string, double> values)
    {
        bool isWhole = values.Count == _values.Length && !values.Values.Any(double.IsNaN);
        string word = _table.Find("state")?.Cells[row] as string ?? (isWhole ? "COMPLETE" : "");
        var state = string.Equals(word, "FAIL", StringComparison.OrdinalIgnoreCase) ? TrialState.Failed
            : Enum.TryParse<TrialState>(word, ignoreCase: true, out var known) && !char.IsAsciiDigit(word[0]) ? known
            : throw Wrong(row, "state", "must be COMPLETE, PRUNED, FAIL, RUNNING or WAITING where the row has no value", word);
        return state != TrialState.Complete || isWhole ? state
            : throw Wrong(row, _values[0].Column.Name, "must have a value in a row that is COMPLETE", _values[0].Column.Cells[row]);
    }

    private static ParameterValue Value(Distribution distribution, TableColumn column, int row)
    {
        object cell = column.Cells[row]!;
        ParameterValue? value = distribution switch
        {
            CategoricalDistribution list => list.Values
                .Where(choice => Equals(choice.Value, cell) || IsText(choice, TableText.Of(cell)))
                .Select(choice => (ParameterValue?)choice).FirstOrDefault(),
            IntDistribution => Number(column, row) is var whole && whole == Math.Truncate(whole) && Math.Abs(whole) < long.MaxValue
                ? (long)whole
                : null,
            _ => Number(column, row),
        };
        return value is { } found && distribution.Contains(found)
            ? found
            : throw Wrong(row, column.Name, $"must be a value of {distribution}", cell);
    }

    /// <summary>Whether a choice is written so; Python and spreadsheets write Booleans in other cases.</summary>
    private static bool IsText(ParameterValue choice, string text) => string.Equals(
        choice.ToDisplayString(), text, choice.Value is bool ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static double Number(TableColumn column, int row) => column.Cells[row] switch
    {
        double number => number,
        long whole => whole,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        var other => throw Wrong(row, column.Name, "must be a number with a decimal point", other),
    };

    private TimeSpan? Duration(int row)
    {
        var column = _table.Find("duration");
        return column?.Cells[row] switch
        {
            null or "" => null,
            // pandas: 0 days 00:00:01.500000
            string text when text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(
                text.Replace(" days ", ".", StringComparison.Ordinal), CultureInfo.InvariantCulture, out var time) => time,
            _ => TimeSpan.FromSeconds(Number(column, row)),
        };
    }

    private DateTimeOffset? Time(string title, int row) => _table.Find(title)?.Cells[row] switch
    {
        null or "" => null,
        DateTimeOffset time => time,
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        var other => throw Wrong(row, title, "must be a time as 2026-01-31 21:34:05.678901", other),
    };

    private static TrimtabException Wrong(int row, string column, string rule, object? cell) => new(
        Invariant($"The column '{column}' {rule}. Row {row + 1} has '{(cell is null ? "" : TableText.Of(cell))}'."));
}
