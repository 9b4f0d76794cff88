using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Trimtab.Sql;

/// <summary>Studies in a file of SQLite, in Optuna's schema: Python opens it, and it is shared by processes of one machine.</summary>
/// <remarks>
/// Thread-safe. The file is set to write-ahead logging, which Python opens, too: readers and a writer do not wait for one another. What a
/// call has written survives a crash of the process; see <see cref="IsDurable"/> for one of the machine. A file that can't be written to
/// is read.
/// </remarks>
/// <example>
/// <code>
/// using var storage = new SqliteStorage("study.db");
/// var study = Study.Open(storage, new() { Name = "bowl" });
/// </code>
/// </example>
[Named("sqlite")]
public sealed class SqliteStorage : SqlStorage
{
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(60);

    private readonly string _connection;
    private bool _isReadOnly;

    /// <summary>Opens a file; one that is missing is created, and so is what is missing of its schema.</summary>
    /// <param name="location">
    /// Path of the file; its folder must exist. Or a URL, <c>sqlite:///path</c>, with a fourth slash where the path is absolute. May end
    /// with <c>?durable=false</c>, for <see cref="IsDurable"/>.
    /// </param>
    /// <exception cref="TrimtabException">
    /// The file is no SQLite database or can't be opened, its folder is missing, or its schema is not of the revision that this library
    /// writes.
    /// </exception>
    public SqliteStorage(string location)
        : base(new SqliteDialect())
    {
        Location = FileAt(PathOf(location, out bool isDurable));
        IsDurable = isDurable;
        _connection = new SqliteConnectionStringBuilder
        {
            DataSource = Location,
            DefaultTimeout = (int)_longestWait.TotalSeconds,
        }.ToString();
        CreateSchema();
    }

    /// <summary>The file's absolute path.</summary>
    public override string Location { get; }

    /// <summary>
    /// Whether what a call has written survives a loss of power, at the cost of a write to the disk per call; otherwise the last calls may
    /// be lost then, and nothing is damaged. Default: yes.
    /// </summary>
    public bool IsDurable { get; init; }

    /// <inheritdoc/>
    private protected override DbConnection Connect()
    {
        if (_isReadOnly)
        {
            return SqliteReadOnly.Connect(Location);
        }

        var connection = new SqliteConnection(_connection);
        connection.Open();
        connection.Execute($"PRAGMA synchronous = {(IsDurable ? "FULL" : "NORMAL")}");
        return connection;
    }

    /// <inheritdoc/>
    private protected override string Explain(DbException error) => error is SqliteException { SqliteErrorCode: var code } sqlite
        ? SqliteErrors.Explain(Location, code, sqlite.Message)
        : base.Explain(error);

    /// <inheritdoc/>
    private protected override bool IsReadOnly(DbException error) => error is SqliteException { SqliteErrorCode: SqliteErrors.ReadOnly };

    /// <inheritdoc/>
    private protected override void OnReadOnly() => _isReadOnly = true;

    /// <inheritdoc/>
    private protected override int Prepare(DbConnection connection) => connection.Execute("PRAGMA journal_mode = WAL");
}
