using System.Data.Common;
using Dapper;
using Trimtab.Storages;

namespace Trimtab.Sql;

/// <summary>Reads studies.</summary>
internal static class SqlStudies
{
    /// <summary>All studies, by id, or the one of a name. What is damaged of one is its fault, and no other's.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">The transaction, whose reads see one state.</param>
    /// <param name="name">The name of the only study that is read; null for all.</param>
    public static IReadOnlyList<StoredStudy> Read(DbConnection connection, DbTransaction transaction, string? name)
    {
        string where = name is null ? "" : "WHERE study_id IN (SELECT study_id FROM studies WHERE study_name = @name)";
        IEnumerable<T> Query<T>(string columns, string table, string order) => connection.Query<T>(
            $"SELECT CAST(study_id AS BIGINT), {columns} FROM {table} {where} ORDER BY study_id{order}", new { name }, transaction);

        ILookup<long, KeyValuePair<string, string?>> Attributes(AttributeKind kind)
        {
            string table = SqlStatements.Table("study", kind);
            return Query<(long Study, string Name, string? Json)>(
                "CAST(\"key\" AS TEXT), CAST(value_json AS TEXT)", table, $", {table[..^1]}_id")
                .ToLookup(row => row.Study, row => KeyValuePair.Create(row.Name, row.Json));
        }

        var directions = Query<(long Study, string Direction)>("CAST(direction AS VARCHAR(8))", "study_directions", ", objective")
            .ToLookup(row => row.Study, row => row.Direction);
        var user = Attributes(AttributeKind.User);
        var system = Attributes(AttributeKind.System);
        return
        [
            .. Query<(long Id, string Name)>("CAST(study_name AS TEXT)", "studies", "")
                .Select(row => Study(row.Id, row.Name, directions[row.Id], user[row.Id], system[row.Id])),
        ];
    }

    private static StoredStudy Study(
        long id,
        string name,
        IEnumerable<string> directions,
        IEnumerable<KeyValuePair<string, string?>> user,
        IEnumerable<KeyValuePair<string, string?>> system)
    {
        try
        {
            return new()
            {
                Id = id,
                Name = name,
                Directions = [.. directions.Select(SqlNames.DirectionOf)],
                UserAttributes = SqlAttributes.Of(user),
                SystemAttributes = SqlAttributes.Of(system),
            };
        }
        catch (TrimtabException error)
        {
            return new() { Id = id, Name = name, Directions = [], Fault = error.Message };
        }
    }
}
