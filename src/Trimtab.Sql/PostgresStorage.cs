using System.Data.Common;
using Dapper;
using Npgsql;
using Polly;
using Polly.Retry;

namespace Trimtab.Sql;

/// <summary>Studies in a database of PostgreSQL, in Optuna's schema: Python opens it, and it is shared by machines.</summary>
/// <remarks>
/// Thread-safe. Connections are pooled. What a call has written is durable as the server's <c>synchronous_commit</c> says. Where the server
/// is away or restarts, a call tries again for about a minute, at growing intervals, and then fails; a step whose commit was under way is
/// neither lost nor done twice.
/// </remarks>
/// <example>
/// <code>
/// using var storage = new PostgresStorage("postgresql://tuner@localhost/studies");
/// var study = Study.Open(storage, new() { Name = "bowl", Schedule = Schedule.Asynchronous });
/// </code>
/// </example>
[Named("postgresql", "postgres")]
public sealed class PostgresStorage : SqlStorage
{
    private const string ByIndices = "SET enable_seqscan = off";

    private readonly ResiliencePipeline _retries;
    private readonly NpgsqlDataSource _source;
    private readonly PostgresCommits _commits = new();
    private bool _isOpen;

    /// <summary>
    /// Opens a database, which must exist; what is missing of its schema is created. A user that may not create tables, or may only read,
    /// opens one whose schema is there.
    /// </summary>
    /// <param name="location">
    /// A URL as <c>postgresql://user:password@host:5432/database?sslmode=verify-full</c>, with the options of PostgreSQL's own tools, or a
    /// connection string of Npgsql. Without a password, <c>PGPASSWORD</c> and the file of passwords are used.
    /// </param>
    /// <exception cref="TrimtabException">
    /// The location can't be read, the server can't be reached, it refuses the user, or the database's schema is not of the revision that
    /// this library writes. The message never has the password.
    /// </exception>
    public PostgresStorage(string location)
        : base(new PostgresDialect())
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(location);
        var settings = PostgresUrl.Parse(location);
        Location = Invariant($"{settings.Host}:{settings.Port}/{settings.Database ?? settings.Username}");
        _source = Source(settings);
        _retries = new ResiliencePipelineBuilder().AddRetry(Retries).Build();
        try
        {
            CreateSchema();
            _isOpen = true;
        }
        catch (StorageException error) when (error.InnerException is NpgsqlException reason)
        {
            throw new TrimtabException(
                $"The database must be there and the user allowed to use it. {Location} can't be opened as '{settings.Username}': "
                + reason.Message,
                reason);
        }
        finally
        {
            if (!_isOpen)
            {
                _source.Dispose();
            }
        }
    }

    /// <summary>Host, port and database, without user and password.</summary>
    public override string Location { get; }

    private RetryStrategyOptions Retries => new()
    {
        ShouldHandle = new PredicateBuilder().Handle<DbException>(error => error.IsTransient),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = TimeSpan.FromMilliseconds(50),
        MaxDelay = TimeSpan.FromSeconds(5),
        MaxRetryAttempts = 18, // about a minute
        OnRetry = failed =>
        {
            LogRetry(Location, failed.AttemptNumber + 1, failed.RetryDelay, failed.Outcome.Exception!);
            return default;
        },
    };

    /// <summary>
    /// Connections by indices. Plans that a connection keeps, as those of foreign keys, are made when tables are small, and reading a small
    /// table whole is then the shortest plan: while many trials are written, each would read all before it.
    /// </summary>
    private static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder settings)
    {
        settings.NoResetOnClose = true; // nothing else of a connection is set
        var source = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        source.UsePhysicalConnectionInitializer(
            connection => connection.Execute(ByIndices),
            async connection => await connection.ExecuteAsync(ByIndices).ConfigureAwait(false));
        return source.Build();
    }

    /// <inheritdoc/>
    private protected override DbConnection Connect() => _source.OpenConnection();

    /// <inheritdoc/>
    private protected override bool IsReadOnly(DbException error) => error is PostgresException
    {
        SqlState: PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction,
    };

    /// <inheritdoc/>
    private protected override string Explain(DbException error) => IsReadOnly(error)
        ? $"A user that writes needs the rights INSERT, UPDATE and DELETE, and a server that is no standby. {Location} refuses: "
            + $"{error.Message} Nothing of this step was written."
        : base.Explain(error);

    /// <inheritdoc/>
    private protected override T WriteOnce<T>(Func<DbConnection, DbTransaction, T> step)
    {
        if (!_isOpen)
        {
            return base.WriteOnce(step); // an address that is wrong is an error at once, and the table of commits may be missing
        }

        using var writer = _commits.Rent();
        writer.Advance();
        T done = default!;
        return _retries.Execute(() => base.WriteOnce((connection, transaction) =>
            writer.TryRecord(connection, transaction) ? done = step(connection, transaction) : done));
    }

    /// <inheritdoc/>
    private protected override T ReadOnce<T>(Func<DbConnection, DbTransaction, T> step) => _retries.Execute(() => base.ReadOnce(step));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _isOpen)
        {
            _isOpen = false;
            Forget();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Forget()
    {
        try
        {
            using var connection = Connect();
            _commits.Delete(connection);
        }
        catch (NpgsqlException)
        {
            // The server is away: rows of this writer stay, which harms nothing.
        }
    }
}
