using System.Data.Common;
using Dapper;
using Trimtab.Storages;

namespace Trimtab.Sql;

/// <summary>Finds trials of a study: what is new, by number, the best.</summary>
internal static class SqlTrials
{
    private const int MostIds = 500; // in one statement

    /// <summary>
    /// Trials of a study whose id is above <paramref name="after"/>, and those of <paramref name="including"/>, by number.
    /// </summary>
    /// <exception cref="TrimtabException">A row can't be read: the message says which trial and why.</exception>
    public static IReadOnlyList<StoredTrial> Read(
        DbConnection connection, DbTransaction transaction, SqlDialect sql, long study, long after, long[] including)
    {
        IEnumerable<StoredTrial> Included(long[] ids) =>
            TrialRows.Read(connection, transaction, $"{sql.IsOfStudy} AND {sql.IsIn(sql.IdOfTrial, "@ids")}", new { study, ids });

        try
        {
            return
            [
                .. including.Chunk(MostIds).SelectMany(Included),
                .. TrialRows.Read(connection, transaction, $"{sql.IsOfStudy} AND {sql.IdOfTrial} > @after", new { study, after }),
            ];
        }
        catch (Exception error) when (DamagedTrial.IsDamage(error))
        {
            throw DamagedTrial.Of(
                connection, transaction, study, error, (first, last) => TrialRows.Read(
                    connection, transaction, $"{sql.IsOfStudy} AND {sql.IdOfTrial} BETWEEN @first AND @last", new { study, first, last }));
        }
    }

    /// <summary>
    /// The trial of a number; null where there is none. No number has an index, but ids ascend with them: of a study that is alone in its
    /// database the first row looked at is it, else as many more as other studies have trials in between.
    /// </summary>
    public static StoredTrial? Find(DbConnection connection, DbTransaction transaction, SqlDialect sql, long study, int number)
    {
        long? id = connection.QueryFirstOrDefault<long?>(SqlStatements.TrialOfNumber(sql), new { study, number }, transaction);
        return id is { } found ? Read(connection, transaction, sql, study, long.MaxValue, [found]).SingleOrDefault() : null;
    }

    /// <summary>The best trials by their first value. Where many violate a constraint, it looks at twice as many, and again.</summary>
    public static IReadOnlyList<StoredTrial> ReadBest(
        DbConnection connection, DbTransaction transaction, SqlDialect sql, long study, Direction direction, int count)
    {
        for (long limit = count; ; limit *= 2)
        {
            long[] ids = [.. connection.Query<long>(SqlStatements.Best(direction), new { study, limit }, transaction)];
            var known = Read(connection, transaction, sql, study, long.MaxValue, [.. ids.Order()]).ToDictionary(trial => trial.Id);
            var best = ids.Select(id => known[id]).Where(StudyStorage.IsFeasible).Take(count).ToArray();
            if (best.Length == count || ids.Length < limit)
            {
                return best;
            }
        }
    }
}
