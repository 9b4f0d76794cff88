using System.Data.Common;
using Dapper;
using Trimtab.Storages;

namespace Trimtab.Sql;

/// <summary>Reads trials: one statement a table.</summary>
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
            Read(connection, transaction, $"t.study_id = @study AND {sql.IsIn("t.trial_id", "@ids")}", new { study, ids });

        try
        {
            return
            [
                .. including.Chunk(MostIds).SelectMany(Included),
                .. Read(connection, transaction, "t.study_id = @study AND t.trial_id > @after", new { study, after }),
            ];
        }
        catch (Exception error) when (DamagedTrial.IsDamage(error))
        {
            throw DamagedTrial.Of(
                connection, transaction, study, error, (first, last) => Read(
                    connection, transaction, "t.study_id = @study AND t.trial_id BETWEEN @first AND @last", new { study, first, last }));
        }
    }

    /// <summary>
    /// The trial of a number; null where there is none. No number has an index, but ids ascend with them: of a study that is alone in its
    /// database the first row looked at is it, else as many more as other studies have trials in between.
    /// </summary>
    public static StoredTrial? Find(DbConnection connection, DbTransaction transaction, SqlDialect sql, long study, int number)
    {
        long? id = connection.QueryFirstOrDefault<long?>(SqlStatements.TrialOfNumber, new { study, number }, transaction);
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

    private static List<StoredTrial> Read(DbConnection connection, DbTransaction transaction, string where, object parameters)
    {
        var parts = Parts(connection, transaction, where, parameters);
        return connection.Query<TrialRow>(
            "SELECT t.trial_id AS Id, t.number AS Number, CAST(t.state AS VARCHAR(8)) AS State, t.datetime_start AS Started, "
            + $"t.datetime_complete AS Completed FROM trials t WHERE {where} ORDER BY t.trial_id",
            parameters,
            transaction).Select(row => row.Trial(parts)).ToList();
    }

    private static TrialParts Parts(DbConnection connection, DbTransaction transaction, string where, object parameters)
    {
        IEnumerable<T> Query<T>(string columns, string table, string order) => connection.Query<T>(
            $"SELECT p.trial_id, {columns} FROM {table} p JOIN trials t ON t.trial_id = p.trial_id WHERE {where} ORDER BY p.{order}",
            parameters,
            transaction);

        return new()
        {
            Values = Query<(long Trial, double? Value, string Kind)>(
                "p.value, CAST(p.value_type AS VARCHAR(8))", "trial_values", "objective")
                .ToLookup(row => row.Trial, row => SqlNames.Number(row.Value, row.Kind)),
            Parameters = Query<(long Trial, string Name, double? Value, string? Distribution)>(
                "p.param_name, p.param_value, p.distribution_json", "trial_params", "param_id")
                .ToLookup(row => row.Trial, row => KeyValuePair.Create(row.Name, Parameter(row.Name, row.Value, row.Distribution))),
            IntermediateValues = Query<(long Trial, long Step, double? Value, string Kind)>(
                "p.step, p.intermediate_value, CAST(p.intermediate_value_type AS VARCHAR(8))",
                "trial_intermediate_values",
                "trial_intermediate_value_id")
                .ToLookup(row => row.Trial, row => KeyValuePair.Create(row.Step, SqlNames.Number(row.Value, row.Kind))),
            UserAttributes = Query<(long Trial, string Name, string? Json)>(
                "p.\"key\", p.value_json", "trial_user_attributes", "trial_user_attribute_id")
                .ToLookup(row => row.Trial, row => KeyValuePair.Create(row.Name, row.Json)),
            SystemAttributes = Query<(long Trial, string Name, string? Json)>(
                "p.\"key\", p.value_json", "trial_system_attributes", "trial_system_attribute_id")
                .ToLookup(row => row.Trial, row => KeyValuePair.Create(row.Name, row.Json)),
        };
    }

    private static StoredParameter Parameter(string name, double? value, string? distribution) =>
        value is { } number && distribution is not null
            ? new(number, distribution)
            : throw new TrimtabException($"A parameter must have a value and a distribution. '{name}' has a row without.");
}
