using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;

namespace Trimtab.Sql;

/// <summary>
/// What each writer has committed last, in a table beside Optuna's: where a connection is lost during a commit, it says whether the step is
/// in the database, so that it is neither lost nor written twice. Thread-safe.
/// </summary>
internal sealed class PostgresCommits
{
    /// <summary>Creates the table, and deletes what writers that ended without doing so have left.</summary>
    public const string Schema =
        "CREATE TABLE IF NOT EXISTS trimtab_commits "
        + "(writer VARCHAR(36) PRIMARY KEY, step BIGINT NOT NULL, at TIMESTAMP NOT NULL DEFAULT now());\n"
        + "DELETE FROM trimtab_commits WHERE at < now() - INTERVAL '1 day';\n";

    private readonly ConcurrentBag<Writer> _free = [];
    private readonly ConcurrentBag<Writer> _all = [];

    /// <summary>A writer that no other thread has until it is given back.</summary>
    public Writer Rent()
    {
        if (_free.TryTake(out var writer))
        {
            return writer;
        }

        var created = new Writer(this);
        _all.Add(created);
        return created;
    }

    /// <summary>Deletes what the table holds of these writers.</summary>
    public void Delete(DbConnection connection) => connection.Execute(
        "DELETE FROM trimtab_commits WHERE writer = ANY(@names)", new { names = _all.Select(writer => writer.Name).ToArray() });

    /// <summary>One that commits a step at a time, and numbers its steps.</summary>
    internal sealed class Writer(PostgresCommits commits) : IDisposable
    {
        private const string Record =
            "INSERT INTO trimtab_commits (writer, step) VALUES (@name, @step) "
            + "ON CONFLICT (writer) DO UPDATE SET step = excluded.step, at = now() WHERE trimtab_commits.step <> excluded.step";

        private long _step;

        /// <summary>Its name, which no other writer has; null before its first step.</summary>
        public string? Name { get; private set; }

        /// <summary>Begins the next step.</summary>
        public void Advance() => _step++;

        /// <summary>
        /// Records the step in the transaction; false where a transaction that did so is committed. Waits for one whose commit is under
        /// way.
        /// </summary>
        public bool TryRecord(DbConnection connection, DbTransaction transaction)
        {
            Name ??= connection.ExecuteScalar<string>("SELECT gen_random_uuid()::text", null, transaction);
            return connection.Execute(Record, new { name = Name, step = _step }, transaction) == 1;
        }

        /// <summary>Gives the writer back.</summary>
        public void Dispose() => commits._free.Add(this);
    }
}
