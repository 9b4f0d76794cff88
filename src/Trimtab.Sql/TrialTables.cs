using System.Data;
using System.Data.Common;
using Trimtab.Storages;

namespace Trimtab.Sql;

/// <summary>The tables of what belongs to trials, and how rows are inserted into them.</summary>
/// <param name="sql">What differs between databases.</param>
internal sealed class TrialTables(SqlDialect sql)
{
    private static readonly SqlColumn _trial = new("trial_id", DbType.Int64);
    private static readonly SqlInsert _userAttributes = Attributes(AttributeKind.User);
    private static readonly SqlInsert _systemAttributes = Attributes(AttributeKind.System);

    private static readonly SqlInsert _parameters = new(
        "trial_params",
        2,
        _trial,
        new("param_name", DbType.String),
        new("param_value", DbType.Double),
        new("distribution_json", DbType.String));

    private readonly SqlInsert _trials = new(
        "trials",
        0,
        new("number", DbType.Int32),
        new("study_id", DbType.Int64),
        new("state", DbType.String, sql.State("{0}")),
        new("datetime_start", sql.TimeType),
        new("datetime_complete", sql.TimeType));

    private readonly SqlInsert _values = new(
        "trial_values",
        2,
        _trial,
        new("objective", DbType.Int32),
        new("value", DbType.Double),
        new("value_type", DbType.String, sql.ValueType("{0}")));

    private readonly SqlInsert _intermediateValues = new(
        "trial_intermediate_values",
        2,
        _trial,
        new("step", DbType.Int64),
        new("intermediate_value", DbType.Double),
        new("intermediate_value_type", DbType.String, sql.IntermediateValueType("{0}")));

    /// <summary>Creates trials with all that they have; their ids are set.</summary>
    public IReadOnlyList<StoredTrial> Create(
        DbConnection connection, DbTransaction transaction, long study, IReadOnlyList<StoredTrial> trials)
    {
        var rows = trials.Select(trial => new object?[]
        {
            trial.Number, study, SqlNames.Of(trial.State), sql.Time(trial.Started), sql.Time(trial.Completed),
        });
        var ids = _trials.Query<(int Number, long Id)>(connection, transaction, rows, "number, trial_id")
            .ToDictionary(row => row.Number, row => row.Id);
        StoredTrial[] created = [.. trials.Select(trial => trial with { Id = ids[trial.Number] })];
        Set(connection, transaction, created.Select(trial => (trial.Id, Content(trial))));
        SetValues(connection, transaction, created.Select(trial => (trial.Id, trial.Values)));
        return created;
    }

    /// <summary>Sets parameters, reports and attributes of trials; the last value of each name and step stays.</summary>
    public void Set(DbConnection connection, DbTransaction transaction, IEnumerable<(long Id, TrialChanges Changes)> trials)
    {
        var all = trials.ToArray();
        _parameters.Execute(
            connection,
            transaction,
            all.SelectMany(trial => trial.Changes.Parameters, (trial, parameter) =>
                new object?[] { trial.Id, parameter.Key, parameter.Value.Value, parameter.Value.Distribution }));
        _intermediateValues.Execute(
            connection,
            transaction,
            all.SelectMany(trial => trial.Changes.IntermediateValues, (trial, report) =>
                new object?[] { trial.Id, report.Key, SqlNames.Finite(report.Value), SqlNames.Of(report.Value) }));
        _userAttributes.Execute(connection, transaction, Rows(all, changes => changes.UserAttributes));
        _systemAttributes.Execute(connection, transaction, Rows(all, changes => changes.SystemAttributes));
    }

    /// <summary>Sets attributes of the system: JSON by name.</summary>
    public static void SetSystemAttributes(
        DbConnection connection, DbTransaction transaction, long trial, IReadOnlyDictionary<string, string> attributes) =>
        _systemAttributes.Execute(
            connection, transaction, Rows([(trial, new() { SystemAttributes = attributes })], changes => changes.SystemAttributes));

    /// <summary>Sets the values of the objectives of trials; null for none.</summary>
    public void SetValues(
        DbConnection connection, DbTransaction transaction, IEnumerable<(long Id, IReadOnlyList<double>? Values)> trials) =>
        _values.Execute(
            connection,
            transaction,
            trials.SelectMany(trial => (trial.Values ?? []).Select((value, objective) =>
                new object?[] { trial.Id, objective, SqlNames.Finite(value), SqlNames.Of(value) })));

    /// <summary>What a trial has beside its state, times and values.</summary>
    public static TrialChanges Content(StoredTrial trial) => new()
    {
        Parameters = trial.Parameters,
        IntermediateValues = trial.IntermediateValues,
        UserAttributes = trial.UserAttributes,
        SystemAttributes = trial.SystemAttributes,
    };

    private static IEnumerable<object?[]> Rows(
        IEnumerable<(long Id, TrialChanges Changes)> trials, Func<TrialChanges, IReadOnlyDictionary<string, string>> attributes) =>
        trials.SelectMany(
            trial => attributes(trial.Changes), (trial, attribute) => new object?[] { trial.Id, attribute.Key, attribute.Value });

    private static SqlInsert Attributes(AttributeKind kind) => new(
        SqlStatements.Table("trial", kind), 2, _trial, new("\"key\"", DbType.String), new("value_json", DbType.String));
}
