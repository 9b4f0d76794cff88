namespace Trimtab.Tables;

/// <summary>Trials as a table: a row for each, a column for each of the things they have. Immutable.</summary>
public sealed class TrialTable
{
    private readonly ILookup<string, TableColumn> _columns;

    /// <summary>A table of columns.</summary>
    /// <param name="columns">The columns, of equal length; several may have one name, as in files of others.</param>
    /// <exception cref="TrimtabException">Lengths differ.</exception>
    public TrialTable(IReadOnlyList<TableColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Columns = columns;
        Count = columns.Count == 0 ? 0 : columns[0].Cells.Count;
        _columns = columns.ToLookup(column => column.Name, StringComparer.Ordinal);
        if (columns.FirstOrDefault(column => column.Cells.Count != Count) is { } other)
        {
            throw new TrimtabException(Invariant(
                $"Columns of a table must have as many cells. '{other.Name}' has {other.Cells.Count}, the first has {Count}."));
        }
    }

    /// <summary>The columns, in their order.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>How many rows it has.</summary>
    public int Count { get; }

    /// <summary>
    /// Whether a number that is a text may have a decimal comma, as in files whose separator is a semicolon. Default: false.
    /// </summary>
    public bool AllowsDecimalComma { get; init; }

    /// <summary>
    /// Whether each cell has the type that it was written with, as in JSON. Default: false, so that a text may stand for a value of
    /// another type where a column has several.
    /// </summary>
    public bool HasTypedCells { get; init; }

    /// <summary>The column of a name; <see langword="null"/> where there is none.</summary>
    /// <exception cref="TrimtabException">Several columns have the name.</exception>
    public TableColumn? Find(string name) => _columns[name].Count() < 2 ? _columns[name].FirstOrDefault() : throw new TrimtabException(
        Invariant($"A column that is read must have a title of its own. {_columns[name].Count()} are called '{name}': rename the others."));

    /// <summary>
    /// A study's trials with the columns that Optuna's <c>trials_dataframe</c> has: <c>number</c>, <c>value</c> (where the objective has a
    /// name <c>value_</c> and the name, of several objectives <c>values_</c> and the name of each), <c>datetime_start</c>,
    /// <c>datetime_complete</c>, <c>duration</c> in seconds, <c>params_</c> and the name of each parameter, <c>user_attrs_</c> and
    /// <c>system_attrs_</c> and that of each attribute, <c>state</c>. O(what the trials have).
    /// </summary>
    public static TrialTable Of(StudySnapshot study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return new([.. new TrialColumns(study).All]);
    }

    /// <summary>What the titles of parameters begin with.</summary>
    internal const string Parameter = "params_";

    /// <summary>What the titles of attributes begin with.</summary>
    internal const string Attribute = "user_attrs_";

    /// <summary>What the titles of system attributes begin with.</summary>
    internal const string SystemAttribute = "system_attrs_";

    /// <summary>Title of an objective's values.</summary>
    internal static string ValueTitle(IReadOnlyList<Objective> objectives, Objective objective) =>
        objectives.Count > 1 ? "values_" + objective.Name : objective.Name == "value" ? "value" : "value_" + objective.Name;

    /// <summary>Optuna's word for a state.</summary>
    internal static string StateWord(TrialState state) => state == TrialState.Failed ? "FAIL" : state.ToString().ToUpperInvariant();
}
