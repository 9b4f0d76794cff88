using System.Data;
using System.Data.Common;
using Dapper;

namespace Trimtab.Sql;

/// <summary>Finds the trial whose rows can't be read, so that the error says which it is.</summary>
internal static class DamagedTrial
{
    /// <summary>Whether an error says that a row has a value that Optuna does not write.</summary>
    public static bool IsDamage(Exception error) => error
        is DataException or FormatException or InvalidCastException or OverflowException or ArgumentException
        or TrimtabException and not (StorageException or LostTrialException);

    /// <summary>The error of the first damaged trial of a study, found by halving.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">The transaction that has read.</param>
    /// <param name="study">The study's id.</param>
    /// <param name="error">What was thrown when the trials were read.</param>
    /// <param name="read">Reads the trials from an id to an id, both included.</param>
    public static TrimtabException Of(
        DbConnection connection, DbTransaction transaction, long study, Exception error, Action<long, long> read)
    {
        const string Numbers = "SELECT trial_id, CAST(number AS TEXT) FROM trials WHERE study_id = @study ORDER BY trial_id";
        var trials = connection.Query<(long Id, string? Number)>(Numbers, new { study }, transaction).AsList();
        int first = 0, count = trials.Count;
        while (count > 1)
        {
            if (Thrown(read, trials[first].Id, trials[first + (count / 2) - 1].Id) is { } thrown)
            {
                (error, count) = (thrown, count / 2);
            }
            else
            {
                (first, count) = (first + (count / 2), count - (count / 2));
            }
        }

        string? name = connection.ExecuteScalar<string>(
            "SELECT CAST(study_name AS TEXT) FROM studies WHERE study_id = @study", new { study }, transaction);
        return new(
            $"A database must hold what Optuna writes. Trial {trials.ElementAtOrDefault(first).Number} of study '{name}' has another "
            + $"value: {error.Message}",
            error);
    }

    private static Exception? Thrown(Action<long, long> read, long first, long last)
    {
        try
        {
            read(first, last);
            return null;
        }
        catch (Exception error) when (IsDamage(error))
        {
            return error;
        }
    }
}
