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

    /// <summary>The revision of a database; null where it has none.</summary>
    public static string? Revision(DbConnection connection, DbTransaction transaction, SqlDialect dialect) =>
        connection.ExecuteScalar<long>(dialect.HasTable, new { table = "alembic_version" }, transaction) == 0
            ? null
            : connection.QueryFirstOrDefault<string>("SELECT version_num FROM alembic_version", null, transaction);
}
