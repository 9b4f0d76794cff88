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

    /// <summary>Sets parameters, reports and attributes; the last value of each name and step stays.</summary>
    public void Set(DbConnection connection, DbTransaction transaction, long trial, TrialChanges changes)
    {
        _parameters.Execute(
            connection,
            transaction,
            changes.Parameters.Select(parameter =>
                new object?[] { trial, parameter.Key, parameter.Value.Value, parameter.Value.Distribution }));
        _intermediateValues.Execute(
            connection,
            transaction,
            changes.IntermediateValues.Select(report =>
                new object?[] { trial, report.Key, SqlNames.Finite(report.Value), SqlNames.Of(report.Value) }));
        SetAttributes(connection, transaction, trial, AttributeKind.User, changes.UserAttributes);
        SetAttributes(connection, transaction, trial, AttributeKind.System, changes.SystemAttributes);
    }

    /// <summary>Sets attributes: JSON by name.</summary>
    public static void SetAttributes(
        DbConnection connection,
        DbTransaction transaction,
        long trial,
        AttributeKind kind,
        IReadOnlyDictionary<string, string> attributes) => (kind == AttributeKind.User ? _userAttributes : _systemAttributes).Execute(
            connection, transaction, attributes.Select(attribute => new object?[] { trial, attribute.Key, attribute.Value }));

    /// <summary>Sets the values of the objectives.</summary>
    public void SetValues(DbConnection connection, DbTransaction transaction, long trial, IReadOnlyList<double>? values) =>
        _values.Execute(
            connection,
            transaction,
            (values ?? []).Select((value, objective) =>
                new object?[] { trial, objective, SqlNames.Finite(value), SqlNames.Of(value) }));

    private static SqlInsert Attributes(AttributeKind kind) => new(
        SqlStatements.Table("trial", kind), 2, _trial, new("\"key\"", DbType.String), new("value_json", DbType.String));
}
