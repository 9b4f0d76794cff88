using System.Data.Common;
using Npgsql;

namespace Trimtab.Sql;

/// <summary>Studies in a database of PostgreSQL, in Optuna's schema: Python opens it, and it is shared by machines.</summary>
/// <remarks>Thread-safe. Connections are pooled. What a call has written is durable as the server's <c>synchronous_commit</c> says.</remarks>
public sealed class PostgresStorage : SqlStorage
{
    private readonly NpgsqlDataSource _source;

    /// <summary>Opens a database, which must exist; what is missing of its schema is created.</summary>
    /// <param name="connection">A connection string of Npgsql.</param>
    /// <exception cref="TrimtabException">
    /// The server can't be reached, or the database's schema is not of the revision that this library writes. The message never has the password.
    /// </exception>
    public PostgresStorage(string connection)
        : base(new PostgresDialect())
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connection);
        _source = NpgsqlDataSource.Create(connection);
        CreateSchema();
    }

    /// <inheritdoc/>
    private protected override DbConnection Connect() => _source.OpenConnection();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
        }

        base.Dispose(disposing);
    }
}
