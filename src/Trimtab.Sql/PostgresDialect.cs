using System.Data;
using System.Data.Common;
using Dapper;

namespace Trimtab.Sql;

/// <summary>PostgreSQL: rows are locked, states and directions are types of their own.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    /// <inheritdoc/>
    public override string HasTable =>
        "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = @table";

    /// <inheritdoc/>
    public override string Schema => PostgresSchema.Text;

    /// <inheritdoc/>
    public override string ForUpdate => " FOR UPDATE";

    /// <inheritdoc/>
    public override string ForUpdateUnlessLocked => " FOR UPDATE SKIP LOCKED";

    /// <inheritdoc/>
    public override string IsOfStudy => $"{PostgresSchema.StudyOfTrial("t.")} = @study";

    /// <inheritdoc/>
    public override string IdOfTrial => PostgresSchema.IdOfTrial("t.");

    /// <inheritdoc/>
    public override string Direction(string parameter) => $"{parameter}::studydirection";

    /// <inheritdoc/>
    public override string State(string parameter) => $"{parameter}::trialstate";

    /// <inheritdoc/>
    public override string ValueType(string parameter) => $"{parameter}::trialvaluetype";

    /// <inheritdoc/>
    public override string IntermediateValueType(string parameter) => $"{parameter}::trialintermediatevaluetype";

    /// <inheritdoc/>
    public override DbType TimeType => DbType.DateTime2;

    /// <inheritdoc/>
    public override object? Time(DateTimeOffset? time) =>
        time is { } at ? DateTime.SpecifyKind(at.UtcDateTime, DateTimeKind.Unspecified) : null;

    /// <inheritdoc/>
    public override string IsIn(string column, string parameter) => $"{column} = ANY({parameter})";

    /// <inheritdoc/>
    public override void LockSchema(DbConnection connection, DbTransaction transaction) =>
        connection.Execute("SELECT pg_advisory_xact_lock(hashtext('trimtab schema'))", null, transaction);

    /// <inheritdoc/>
    public override DbTransaction BeginWrite(DbConnection connection) => connection.BeginTransaction(IsolationLevel.ReadCommitted);

    /// <inheritdoc/>
    public override DbTransaction BeginRead(DbConnection connection) => connection.BeginTransaction(IsolationLevel.RepeatableRead);
}
