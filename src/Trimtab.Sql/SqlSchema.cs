using System.Data.Common;
using Dapper;

namespace Trimtab.Sql;

/// <summary>Which revision of Optuna's schema a database has.</summary>
internal static class SqlSchema
{
    /// <summary>Writes the rows that say which revision the schema has, where they are missing.</summary>
    public const string Stamp =
        "INSERT INTO version_info (version_info_id, schema_version, library_version) VALUES (1, @Version, @library) "
        + "ON CONFLICT DO NOTHING; "
        + "INSERT INTO alembic_version (version_num) SELECT @Revision WHERE NOT EXISTS (SELECT 1 FROM alembic_version)";

    /// <summary>What made a database, in words.</summary>
    public static string Library { get; } = $"trimtab-{typeof(SqlSchema).Assembly.GetName().Version}";

    /// <summary>Requires that a database has the revision that this library writes, or none.</summary>
    /// <returns>Whether it has one.</returns>
    /// <exception cref="TrimtabException">It has another one.</exception>
    public static bool Require(DbConnection connection, DbTransaction transaction, SqlDialect dialect)
    {
        string? revision = Revision(connection, transaction, dialect);
        if (revision is not (null or SchemaText.Revision))
        {
            throw new TrimtabException(
                $"A database must have Optuna's schema of revision {SchemaText.Revision}. It has revision {revision}: "
                + "run 'optuna storage upgrade', or use a newer Trimtab.");
        }

        if (Has(connection, transaction, dialect, "version_info")
            && connection.QueryFirstOrDefault<long?>("SELECT schema_version FROM version_info", null, transaction) is { } version
            && version != SchemaText.Version)
        {
            throw new TrimtabException(Invariant(
                $"A database must have Optuna's schema of version {SchemaText.Version}. It has version {version}: use a newer Trimtab."));
        }

        return revision is not null;
    }

    private static string? Revision(DbConnection connection, DbTransaction transaction, SqlDialect dialect) =>
        Has(connection, transaction, dialect, "alembic_version")
            ? connection.QueryFirstOrDefault<string>("SELECT version_num FROM alembic_version", null, transaction)
            : null;

    private static bool Has(DbConnection connection, DbTransaction transaction, SqlDialect dialect, string table) =>
        connection.ExecuteScalar<long>(dialect.HasTable, new { table }, transaction) > 0;
}
