using System.Data.Common;
using Dapper;
using Trimtab.Storages;

namespace Trimtab.Sql;

/// <summary>Reads studies.</summary>
internal static class SqlStudies
{
    /// <summary>All studies, by id.</summary>
    public static IReadOnlyList<StoredStudy> Read(DbConnection connection, DbTransaction transaction)
    {
        var directions = connection.Query<(long Study, string Direction)>(
            "SELECT study_id, CAST(direction AS VARCHAR(8)) FROM study_directions ORDER BY study_id, objective", null, transaction)
            .ToLookup(row => row.Study, row => SqlNames.DirectionOf(row.Direction));
        var user = Attributes(connection, transaction, AttributeKind.User);
        var system = Attributes(connection, transaction, AttributeKind.System);
        return
        [
            .. connection.Query<(long Id, string Name)>("SELECT study_id, study_name FROM studies ORDER BY study_id", null, transaction)
                .Select(row => new StoredStudy
                {
                    Id = row.Id,
                    Name = row.Name,
                    Directions = [.. directions[row.Id]],
                    UserAttributes = new OrderedDictionary<string, string>(user[row.Id]),
                    SystemAttributes = new OrderedDictionary<string, string>(system[row.Id]),
                }),
        ];
    }

    private static ILookup<long, KeyValuePair<string, string>> Attributes(
        DbConnection connection, DbTransaction transaction, AttributeKind kind) =>
        connection.Query<(long Study, string Name, string Json)>(
            $"SELECT study_id, \"key\", value_json FROM {SqlStatements.Table("study", kind)} ORDER BY 1, {Key("study", kind)}",
            null,
            transaction).ToLookup(row => row.Study, row => KeyValuePair.Create(row.Name, row.Json));

    private static string Key(string owner, AttributeKind kind) => SqlStatements.Table(owner, kind)[..^1] + "_id";
}
