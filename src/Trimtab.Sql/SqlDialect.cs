using System.Data;
using System.Data.Common;
using System.Globalization;

namespace Trimtab.Sql;

/// <summary>What differs between databases.</summary>
internal abstract class SqlDialect
{
    /// <summary>Text of a direction as the column takes it, for a parameter of text.</summary>
    public virtual string Direction(string parameter) => parameter;

    /// <summary>The same of a trial's state.</summary>
    public virtual string State(string parameter) => parameter;

    /// <summary>The same of the kind of a value.</summary>
    public virtual string ValueType(string parameter) => parameter;

    /// <summary>The same of the kind of an intermediate value.</summary>
    public virtual string IntermediateValueType(string parameter) => parameter;

    /// <summary>What a SELECT ends with that locks its rows until the transaction ends; empty where the transaction locks all.</summary>
    public virtual string ForUpdate => "";

    /// <summary>The same, but rows that another transaction has locked are left out instead of waited for.</summary>
    public virtual string ForUpdateUnlessLocked => ForUpdate;

    /// <summary>Whether a trial of <c>t</c> is of the study <c>@study</c>, by an index that has trials in the order of their ids.</summary>
    public virtual string IsOfStudy => "t.study_id = @study";

    /// <summary>The id of a trial of <c>t</c>, as the same index has it: beside <see cref="IsOfStudy"/> in conditions and orders.</summary>
    public virtual string IdOfTrial => "t.trial_id";

    /// <summary>Whether a column has one of the values of a parameter that is a list.</summary>
    public virtual string IsIn(string column, string parameter) => $"{column} IN {parameter}";

    /// <summary>Waits until no other program creates the schema, until the transaction ends.</summary>
    public virtual void LockSchema(DbConnection connection, DbTransaction transaction)
    {
    }

    /// <summary>Counts the tables of a name.</summary>
    public abstract string HasTable { get; }

    /// <summary>The statements that create what is missing of the schema.</summary>
    public abstract string Schema { get; }

    /// <summary>Type of a time as the column takes it.</summary>
    public abstract DbType TimeType { get; }

    /// <summary>A time as the column takes it; UTC without an offset.</summary>
    public abstract object? Time(DateTimeOffset? time);

    /// <summary>Begins a transaction that will write.</summary>
    public abstract DbTransaction BeginWrite(DbConnection connection);

    /// <summary>Begins a transaction whose reads see one state.</summary>
    public abstract DbTransaction BeginRead(DbConnection connection);

    /// <summary>A time that a column holds.</summary>
    public static DateTimeOffset? ReadTime(object? value) => value switch
    {
        null or DBNull => null,
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        string text when DateTime.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) => time,
        var other => throw new TrimtabException(Invariant($"A time must be written as 2026-01-31 21:34:05.678901. Got '{other}'.")),
    };
}
