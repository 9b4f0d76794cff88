using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Trimtab.Storages;

namespace Trimtab.Sql;

/// <summary>
/// The distribution that each parameter of a study was first seen with; later ones must fit it. Read from the database once a name, as no
/// index finds a name among many trials. Thread-safe.
/// </summary>
internal sealed class FirstDistributions
{
    private readonly ConcurrentDictionary<(long Study, string Name), string> _first = new();

    /// <summary>Requires that a distribution fits those of other trials.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">The transaction that sets the parameter.</param>
    /// <param name="study">The study's id.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="distribution">JSON of its distribution.</param>
    /// <param name="lockStudy">
    /// Waits for other transactions that set a parameter of the study for the first time: what they have written is seen then.
    /// </param>
    /// <exception cref="TrimtabException">It does not.</exception>
    public void Require(
        DbConnection connection,
        DbTransaction transaction,
        long study,
        string name,
        string distribution,
        Action<DbConnection, DbTransaction, long> lockStudy)
    {
        if (!_first.TryGetValue((study, name), out string? first))
        {
            lockStudy(connection, transaction, study);
            first = connection.QueryFirstOrDefault<string>(SqlStatements.AnyDistribution, new { study, name }, transaction);
            if (first is null)
            {
                return; // kept when it is found: this transaction may be rolled back
            }

            first = _first.GetOrAdd((study, name), first);
        }

        StudyStorage.RequireCompatible(name, first, distribution);
    }

    /// <summary>Forgets a study that is deleted; its id may be used again.</summary>
    public void Forget(long study)
    {
        foreach (var key in _first.Keys.Where(key => key.Study == study))
        {
            _first.TryRemove(key, out _);
        }
    }
}
