using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;

namespace Trimtab.Sql;

/// <summary>
/// The distributions that parameters of a study were first seen with; later ones must fit them. Where a parameter was found is
/// remembered, as no index finds a name among many trials, and what stands there is read each time: ids may be used again. Thread-safe.
/// </summary>
internal sealed class FirstDistributions(SqlDialect sql)
{
    private readonly ConcurrentDictionary<(long Study, string Name), long> _places = new(); // ids of rows of parameters

    /// <summary>JSON of the distributions that parameters have in some trial of a study; those that none has are left out.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">The transaction that sets the parameters.</param>
    /// <param name="study">The study's id.</param>
    /// <param name="names">Names of the parameters.</param>
    /// <param name="lockStudy">
    /// Waits for other transactions that set a parameter of the study for the first time: what they have written is seen then.
    /// </param>
    public Dictionary<string, string> Read(
        DbConnection connection,
        DbTransaction transaction,
        long study,
        IReadOnlyCollection<string> names,
        Action<DbConnection, DbTransaction, long> lockStudy)
    {
        var found = Remembered(connection, transaction, study, names);
        string[] others = [.. names.Where(name => !found.ContainsKey(name))];
        if (others.Length > 0)
        {
            lockStudy(connection, transaction, study);
        }

        foreach (string name in others)
        {
            var first = connection.QueryFirstOrDefault<(long Id, string Json)?>(
                SqlStatements.AnyDistribution, new { study, name }, transaction);
            if (first is { } place)
            {
                _places[(study, name)] = place.Id;
                found.Add(name, place.Json);
            }
        }

        return found;
    }

    private Dictionary<string, string> Remembered(
        DbConnection connection, DbTransaction transaction, long study, IReadOnlyCollection<string> names)
    {
        long[] ids = [.. names.Select(name => _places.GetValueOrDefault((study, name), -1)).Where(id => id >= 0)];
        return ids.Length == 0
            ? []
            : connection.Query<(string Name, string Json)>(
                SqlStatements.Distributions(sql.IsIn("p.param_id", "@ids")), new { study, ids }, transaction)
                .Where(row => names.Contains(row.Name)).ToDictionary(row => row.Name, row => row.Json);
    }
}
