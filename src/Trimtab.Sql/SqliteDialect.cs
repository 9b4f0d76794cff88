using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Trimtab.Sql;

/// <summary>SQLite: a transaction that writes locks the whole file from its beginning.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    /// <inheritdoc/>
    public override string HasTable => "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @table";

    /// <inheritdoc/>
    public override string Schema => SqliteSchema.Text;

    /// <inheritdoc/>
    public override DbType TimeType => DbType.String;

    /// <inheritdoc/>
    public override object? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override DbTransaction BeginWrite(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: false);

    /// <inheritdoc/>
    public override DbTransaction BeginRead(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: true);
}
