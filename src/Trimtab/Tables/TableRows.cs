using System.Globalization;
using Trimtab.Spaces;
using Trimtab.Storages;
using Trimtab.Studies;

namespace Trimtab.Tables;

/// <summary>Reads trials from the rows of a table.</summary>
internal sealed class TableRows
{
    private static readonly Dictionary<string, TrialState> _states = new(StringComparer.OrdinalIgnoreCase)
    {
        ["COMPLETE"] = TrialState.Complete,
        ["PRUNED"] = TrialState.Pruned,
        ["PAUSED"] = TrialState.Paused,
        ["FAIL"] = TrialState.Failed,
        ["FAILED"] = TrialState.Failed,
        ["RUNNING"] = TrialState.Running,
        ["WAITING"] = TrialState.Waiting,
    };

    private readonly TrialTable _table;
    private readonly TableNumbers _numbers;
    private readonly TableTimes _times;
    private readonly SearchSpace _space;
    private readonly TableColumn? _state;
    private readonly (string Name, TableColumn Column)[] _values;
    private readonly (string Name, Distribution Distribution, TableColumn Column, ChoiceCells? Choices)[] _parameters;
    private readonly (string Title, TableColumn Column)[] _attributes; // of the user, of programs, and what has no other place
    private readonly StoredTrialForm _form;

    /// <summary>Rows of a table, for a study.</summary>
    /// <exception cref="TrimtabException">There is no space, or a parameter or objective has no column.</exception>
    public TableRows(TrialTable table, StudyOptions study, ImportOptions options)
    {
        _table = table;
        _space = options.Space ?? study.Space ?? throw new TrimtabException(
            "Trials of a table need a space, which says the types and ranges of their parameters. The study has none: set "
            + "ImportOptions.Space.");
        var titles = new TableTitles(table, _space.Select(item => item.Key), study.Objectives, options);
        var parameters = _space.Select(item => (item.Key, item.Value, Column: titles[TrialTable.Parameter + item.Key])).ToList();
        _state = titles.Find("state");
        _form = new(study.Name, study.Objectives.Select(objective => objective.Name));
        _values = [.. study.Objectives.Select(one => (one.Name, titles[TrialTable.ValueTitle(study.Objectives, one)]))];
        _numbers = new(table, _values.Select(item => item.Column)
            .Concat(parameters.Where(item => IsNumeric(item.Value)).Select(item => item.Column)));
        _parameters = [.. parameters.Select(item => (item.Key, item.Value, item.Column, ChoicesOf(item.Value, item.Column)))];
        var (start, end, duration) = (titles.Find("datetime_start"), titles.Find("datetime_complete"), titles.Find("duration"));
        _times = new(options.TimeZone, start, end, duration, _numbers);
        var read = _values.Select(item => item.Column).Concat(parameters.Select(item => item.Column))
            .Concat([_state, start, end, duration]).ToHashSet();
        var others = OtherColumns.Of(table.Columns.Where(column => !IsAttribute(column.Name.Trim()) && !read.Contains(column))).ToList();
        _attributes = [.. table.Columns.Select(column => (column.Name.Trim(), column)).Where(item => IsAttribute(item.Item1)), .. others];
        Others = [.. others.Select(item => item.Title)];
    }

    /// <summary>Titles of the columns that are neither read nor of attributes, so that attributes keep them.</summary>
    public IReadOnlyList<string> Others { get; }

    /// <summary>The finished trials, in the order of the rows. Rows that are blank, wait or run are left out.</summary>
    /// <exception cref="TrimtabException">A cell is not what its column must have; the message says row and column.</exception>
    public IEnumerable<Trial> Read()
    {
        var cells = new RowCells(_table.Columns);
        var attributes = new RowCells(_attributes.Select(item => item.Column));
        for (int row = 0; row < _table.Count; row++)
        {
            bool isBlank = cells.Of(row).ToList().TrueForAll(item => TableCell.IsBlank(item.Cell));
            var own = attributes.Of(row).ToList();
            if (!isBlank && Read(row, own) is { } trial)
            {
                yield return trial;
            }
        }
    }

    private ChoiceCells? ChoicesOf(Distribution distribution, TableColumn column) =>
        distribution is CategoricalDistribution list ? new(list.Values, column, _numbers, _table.HasTypedCells) : null;

    private static bool IsAttribute(string title) => title.StartsWith(TrialTable.Attribute, StringComparison.Ordinal)
        || title.StartsWith(TrialTable.SystemAttribute, StringComparison.Ordinal);

    private Trial? Read(int row, List<(int Column, object Cell)> attributes)
    {
        var values = _values.Where(item => !TableCell.IsMissing(item.Column.Cells[row]))
            .ToDictionary(item => item.Name, item => _numbers.Read(item.Column, row));
        var state = State(row, values);
        if (state is TrialState.Waiting or TrialState.Running)
        {
            return null;
        }

        bool isEvaluated = state != TrialState.Failed;
        var trial = Kept(row, state, attributes) with
        {
            Number = row,
            Parameters = ParameterSet.Create(
                _parameters.Select(item => (item.Name, Value: Value(item.Distribution, item.Column, item.Choices, row, isEvaluated)))
                    .Where(item => item.Value is not null).Select(item => KeyValuePair.Create(item.Name, item.Value!.Value))),
            Space = _space,
            Values = isEvaluated ? values : new Dictionary<string, double>(),
            Started = _times.Start(row),
            Duration = _times.Duration(row),
        };
        return trial with { Warnings = StudyWarnings.Of(trial) };
    }

    /// <summary>What attributes say of a trial.</summary>
    private Trial Kept(int row, TrialState state, List<(int Column, object Cell)> cells)
    {
        var (user, system) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var (index, cell) in cells)
        {
            string title = _attributes[index].Title;
            if (cell is DBNull or double.NaN || (!IsAttribute(title) && TableCell.IsMissing(cell)))
            {
                continue;
            }

            if (title.StartsWith(TrialTable.Attribute, StringComparison.Ordinal))
            {
                user[title[TrialTable.Attribute.Length..]] = Quoted(cell);
            }
            else if (!IsAttribute(title))
            {
                user.TryAdd(title, Quoted(cell)); // unless an attribute is called so
            }
            else if (title[TrialTable.SystemAttribute.Length..] is var name && TableAttributes.Json(name, cell) is { } json)
            {
                system[name] = json;
            }
        }

        if (state == TrialState.Paused)
        {
            system[StorageAttributes.State] = TableAttributes.Paused;
        }

        var stored = state == TrialState.Paused ? TrialState.Pruned : state;
        return Known(row, new() { State = stored, UserAttributes = user, SystemAttributes = system });
    }

    private static string Quoted(object cell) =>
        PythonText.Quote(cell is double number ? PythonText.Number(number) : TableText.Of(cell));

    private Trial Known(int row, StoredTrial kept)
    {
        try
        {
            return _form.Read(kept);
        }
        catch (TrimtabException error)
        {
            throw new TrimtabException(
                Invariant($"System attributes of a table must be as they were written. Row {row + 1} has others: {error.Message}"), error);
        }
    }

    private TrialState State(int row, Dictionary<string, double> values)
    {
        object? cell = _state?.Cells[row];
        bool isWhole = values.Count == _values.Length;
        var state = TableCell.IsBlank(cell) ? TrialState.Complete
            : _states.TryGetValue(TableText.Of(cell!).Trim(), out var known) ? known
            : throw TableCell.Wrong(row, "state", "must be COMPLETE, PRUNED, FAIL, PAUSED, RUNNING or WAITING", cell);
        return state != TrialState.Complete || isWhole ? state : throw NoValue(row, values);
    }

    private TrimtabException NoValue(int row, Dictionary<string, double> values)
    {
        var column = _values.First(item => !values.ContainsKey(item.Name)).Column;
        string place = _state is null ? "add a column 'state' that has" : "let its 'state' be";
        return TableCell.Wrong(
            row,
            column.Name,
            "must have a value in a row that is COMPLETE, as one without a state is",
            column.Cells[row],
            $"Leave the row out, or {place} PRUNED, FAIL, RUNNING or WAITING.");
    }

    /// <summary>The value of a parameter; null where the row has none.</summary>
    private ParameterValue? Value(Distribution distribution, TableColumn column, ChoiceCells? choices, int row, bool isEvaluated)
    {
        object? cell = column.Cells[row];
        var value = choices is not null ? choices.Find(row, isEvaluated)
            : TableCell.IsMissing(cell) ? null
            : distribution is IntDistribution ? Whole(column, row)
            : (ParameterValue?)_numbers.Read(column, row);
        return value is null && TableCell.IsMissing(cell) ? null
            : value is { } found && distribution.Contains(found) ? value
            : throw TableCell.Wrong(row, column.Name, $"must be {Words(distribution)}", cell);
    }

    private static string Words(Distribution distribution) => distribution switch
    {
        FloatDistribution range => Invariant($"a number from {range.Low:R} to {range.High:R}{Step(range.Step)}"),
        IntDistribution range => Invariant($"a whole number from {range.Low} to {range.High}{Step(range.Step == 1 ? null : range.Step)}"),
        CategoricalDistribution list => $"one of {string.Join(", ", list.Values.Take(20).Select(choice => choice.ToDisplayString()))}"
            + (list.Values.Count > 20 ? ", …" : ""),
        _ => $"a value of {distribution}",
    };

    private static string Step(double? step) => step is null ? "" : Invariant($" in steps of {step:R}");

    private ParameterValue? Whole(TableColumn column, int row) =>
        column.Cells[row] is long exact ? exact
        : long.TryParse(column.Cells[row] as string, NumberStyles.Integer, CultureInfo.InvariantCulture, out long written) ? written
        : _numbers.Read(column, row) is var number && number == Math.Truncate(number) && Math.Abs(number) < long.MaxValue
            ? (ParameterValue?)(long)number
        : null;

    private static bool IsNumeric(Distribution distribution) =>
        distribution is not CategoricalDistribution list || list.Values.All(choice => choice.Value is long or double);
}
