using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Trimtab.Storages;

namespace Trimtab.Sql;

/// <summary>Studies in a database, in Optuna's schema (revision v3.2.0.a): Python opens it, and it is shared by processes.</summary>
/// <remarks>Thread-safe. Every call is one transaction. Times are UTC, as of Optuna 5.</remarks>
public abstract partial class SqlStorage : StudyStorage
{
    private const string Trial = "SELECT study_id, number, CAST(state AS VARCHAR(8)) FROM trials WHERE trial_id = @trial";
    private const string Study = "SELECT study_id FROM studies WHERE study_id = @study";

    private static readonly string _systemAttribute = SqlStatements.Attribute("trial", AttributeKind.System);

    private readonly SqlDialect _sql;
    private readonly FirstDistributions _distributions;
    private readonly TrialTables _tables;

    private protected SqlStorage(SqlDialect dialect)
    {
        DynamicCode.Require(RuntimeFeature.IsDynamicCodeSupported);
        (_sql, _distributions, _tables) = (dialect, new(dialect), new(dialect));
    }

    /// <summary>Place of the database: the file's absolute path, or host, port and database, without user and password.</summary>
    public abstract string Location { get; }

    /// <summary>A connection that is open.</summary>
    private protected abstract DbConnection Connect();

    /// <summary>Sets what the whole database is set to, once, before its schema is created.</summary>
    private protected virtual int Prepare(DbConnection connection) => 0;

    /// <summary>Called once where the database can only be read, before it is read.</summary>
    private protected virtual void OnReadOnly()
    {
    }

    /// <summary>
    /// Creates what is missing of the schema, and requires the revision that this library writes. A database that can only be read must
    /// have it.
    /// </summary>
    /// <exception cref="TrimtabException">It has another revision.</exception>
    private protected void CreateSchema()
    {
        try
        {
            Explained(() =>
            {
                using var connection = Connect();
                return Prepare(connection);
            });
            Explained(() => WriteOnce((connection, transaction) =>
            {
                _sql.LockSchema(connection, transaction);
                SqlSchema.Require(connection, transaction, _sql);
                connection.Execute(_sql.Schema, null, transaction);
                return connection.Execute(
                    SqlSchema.Stamp, new { SchemaText.Version, library = SqlSchema.Library, SchemaText.Revision }, transaction);
            }));
        }
        catch (StorageException error) when (error.InnerException is DbException cause && IsReadOnly(cause))
        {
            OnReadOnly();
            if (!Read((connection, transaction) => SqlSchema.Require(connection, transaction, _sql)))
            {
                throw;
            }
        }
    }

    /// <inheritdoc/>
    protected override long CreateStudyCore(string name, IReadOnlyList<Direction> directions)
    {
        RequireName(name);
        return Write((connection, transaction) => CreateStudy(connection, transaction, name, directions));
    }

    /// <inheritdoc/>
    protected override void DeleteStudyCore(long study) => Write((connection, transaction) =>
    {
        LockStudy(connection, transaction, study);
        LockTrials(connection, transaction, study);
        foreach (string statement in SqlStatements.DeleteStudy)
        {
            connection.Execute(statement, new { study }, transaction);
        }

        return study;
    });

    /// <inheritdoc/>
    protected override void RenameStudyCore(long study, string name)
    {
        RequireName(name);
        Write((connection, transaction) =>
        {
            LockStudy(connection, transaction, study);
            RequireNew(connection, transaction, name);
            return connection.Execute("UPDATE studies SET study_name = @name WHERE study_id = @study", new { study, name }, transaction);
        });
    }

    /// <inheritdoc/>
    protected override void SetStudyAttributeCore(long study, AttributeKind kind, string name, string json)
    {
        RequireName(name);
        Write((connection, transaction) =>
        {
            LockStudy(connection, transaction, study);
            return connection.Execute(SqlStatements.SetStudyAttribute(kind), new { owner = study, name, json }, transaction);
        });
    }

    /// <inheritdoc/>
    protected override string SetStudyAttributeOnceCore(long study, AttributeKind kind, string name, string json)
    {
        RequireName(name);
        return Write((connection, transaction) =>
        {
            LockStudy(connection, transaction, study);
            var attribute = new { owner = study, name, json };
            string? known = connection.QueryFirstOrDefault<string>(SqlStatements.Attribute("study", kind), attribute, transaction);
            if (known is null)
            {
                connection.Execute(SqlStatements.SetStudyAttribute(kind), attribute, transaction);
            }

            return known ?? json;
        });
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<StoredStudy> ReadStudiesCore() =>
        Read((connection, transaction) => SqlStudies.Read(connection, transaction, null));

    /// <inheritdoc/>
    protected override StoredStudy? FindStudyCore(string name) =>
        Read((connection, transaction) => SqlStudies.Read(connection, transaction, name).SingleOrDefault());

    /// <inheritdoc/>
    protected override StoredTrial? CreateTrialCore(long study, StoredTrial trial, int? number) => Write((connection, transaction) =>
    {
        int next = NextNumber(connection, transaction, study);
        return number is { } expected && next != expected
            ? null
            : CreateTrials(connection, transaction, study, [trial with { Number = next }]).Single();
    });

    /// <inheritdoc/>
    protected override IReadOnlyList<StoredTrial> CreateTrialsCore(long study, IReadOnlyList<StoredTrial> trials, int? number) =>
        Write((connection, transaction) =>
        {
            int next = NextNumber(connection, transaction, study);
            return number is { } expected && next != expected
                ? []
                : CreateTrials(connection, transaction, study, [.. trials.Select((trial, i) => trial with { Number = next + i })]);
        });

    /// <inheritdoc/>
    protected override int? ClaimCore(long trial, DateTimeOffset started, IReadOnlyDictionary<string, string> attributes) =>
        Write<int?>((connection, transaction) =>
        {
            if (Find(connection, transaction, trial, _sql.ForUpdateUnlessLocked) is not { } row || !MayBeClaimed(row.State))
            {
                return null;
            }

            connection.Execute(
                $"UPDATE trials SET state = {_sql.State("@state")}, datetime_start = @started WHERE trial_id = @trial",
                new { state = SqlNames.Of(TrialState.Running), started = _sql.Time(started), trial },
                transaction);
            RequireNames(attributes.Keys);
            TrialTables.SetSystemAttributes(connection, transaction, trial, attributes);
            return Attempt(connection, transaction, trial);
        });

    /// <inheritdoc/>
    protected override void WriteCore(long trial, int attempt, TrialChanges changes) =>
        Write((connection, transaction) =>
        {
            var row = Lock(connection, transaction, trial);
            StateAfter(row.Number, row.State, row.Attempt, attempt, changes, name => connection.QueryFirstOrDefault<string>(
                _systemAttribute, new { owner = trial, name }, transaction));
            if (changes.End?.Values is { } values)
            {
                RequireValues(row.Objectives, values);
            }

            if (changes.ReplacesParameters)
            {
                connection.Execute("DELETE FROM trial_params WHERE trial_id = @trial", new { trial }, transaction);
            }

            Require(connection, transaction, row.Study, [changes]);
            _tables.Set(connection, transaction, [(trial, changes)]);
            if (changes.IsReleased)
            {
                Release(connection, transaction, trial, attempt);
            }

            return changes.End is { } end ? Finish(connection, transaction, trial, end) : 0;
        });

    /// <inheritdoc/>
    protected override IReadOnlyList<StoredTrial> ReadTrialsCore(long study, long after, IReadOnlyCollection<long> including) =>
        Read((connection, transaction) =>
        {
            var trials = SqlTrials.Read(connection, transaction, _sql, study, after, [.. including.Where(id => id <= after).Order()]);
            if (trials.Count == 0)
            {
                RequireStudy(connection, transaction, study);
            }

            return trials;
        });

    /// <inheritdoc/>
    protected override StoredTrial? FindTrialCore(long study, int number) => Read((connection, transaction) =>
    {
        RequireStudy(connection, transaction, study);
        return SqlTrials.Find(connection, transaction, _sql, study, number);
    });

    /// <inheritdoc/>
    protected override IReadOnlyList<StoredTrial> ReadBestCore(long study, Direction direction, int count) =>
        Read((connection, transaction) =>
        {
            RequireStudy(connection, transaction, study);
            return SqlTrials.ReadBest(connection, transaction, _sql, study, direction, count);
        });

    /// <summary>Requires a study; no other trial of it is created until the transaction ends, so that numbers have no gap.</summary>
    private void LockStudy(DbConnection connection, DbTransaction transaction, long study) =>
        RequireStudy(connection, transaction, study, _sql.ForUpdate);

    /// <summary>No other transaction writes to a trial of the study until this one ends.</summary>
    private void LockTrials(DbConnection connection, DbTransaction transaction, long study)
    {
        if (_sql.ForUpdate.Length > 0)
        {
            connection.ExecuteScalar<long>(
                $"SELECT COUNT(*) FROM (SELECT trial_id FROM trials WHERE study_id = @study{_sql.ForUpdate}) AS held",
                new { study },
                transaction);
        }
    }

    private static void RequireStudy(DbConnection connection, DbTransaction transaction, long study, string locks = "")
    {
        if (connection.ExecuteScalar<long?>(
            $"{Study}{locks}", new { study }, transaction) is null)
        {
            throw NoStudy(study);
        }
    }

    private static void RequireNew(DbConnection connection, DbTransaction transaction, string name)
    {
        if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM studies WHERE study_name = @name", new { name }, transaction) > 0)
        {
            throw NameExists(name);
        }
    }

    /// <summary>The number of a study's next trial, which no other transaction creates until this one ends.</summary>
    private int NextNumber(DbConnection connection, DbTransaction transaction, long study)
    {
        using var results = connection.QueryMultiple(
            $"{Study}{_sql.ForUpdate};\n{SqlStatements.LastNumber(_sql)}", new { study }, transaction);
        return results.ReadFirstOrDefault<long?>() is null ? throw NoStudy(study) : results.ReadFirstOrDefault<int?>() + 1 ?? 0;
    }

    private IReadOnlyList<StoredTrial> CreateTrials(
        DbConnection connection, DbTransaction transaction, long study, IReadOnlyList<StoredTrial> trials)
    {
        RequireValues(connection, transaction, study, trials.Select(trial => trial.Values).OfType<IReadOnlyList<double>>());
        Require(connection, transaction, study, [.. trials.Select(TrialTables.Content)]);
        return _tables.Create(connection, transaction, study, trials);
    }

    private static void RequireValues(
        DbConnection connection, DbTransaction transaction, long study, IEnumerable<IReadOnlyList<double>> trials)
    {
        int? objectives = null;
        foreach (var values in trials)
        {
            RequireValues(
                objectives ??= connection.ExecuteScalar<int>(SqlStatements.CountObjectives, new { study }, transaction), values);
        }
    }

    /// <summary>A trial; no other transaction writes to it until this one ends. What is read after the lock is what others wrote.</summary>
    private (long Study, int Number, TrialState State, int Attempt, int Objectives) Lock(
        DbConnection connection, DbTransaction transaction, long trial)
    {
        using var results = connection.QueryMultiple(
            $"{Trial}{_sql.ForUpdate};\n{_systemAttribute};\n{SqlStatements.CountObjectivesOfTrial}",
            new { trial, owner = trial, name = StorageAttributes.Attempt },
            transaction);
        var (study, number, state) = results.ReadFirstOrDefault<(long Study, int Number, string State)?>() ?? throw NoTrial(trial);
        int attempt = StorageAttributes.AttemptOf(results.ReadFirstOrDefault<string>());
        return (study, number, SqlNames.StateOf(state), attempt, results.ReadFirst<int>());
    }

    /// <summary>A trial that must exist; null where another transaction holds it and <paramref name="locks"/> skips such ones.</summary>
    private static (long Study, int Number, TrialState State)? Find(
        DbConnection connection, DbTransaction transaction, long trial, string locks)
    {
        var row = connection.QuerySingleOrDefault<(long Study, int Number, string State)?>(
            $"{Trial}{locks}", new { trial }, transaction);
        if (row is null && connection.ExecuteScalar<long?>(Trial, new { trial }, transaction) is null)
        {
            throw NoTrial(trial);
        }

        return row is { } found ? (found.Study, found.Number, SqlNames.StateOf(found.State)) : null;
    }

    private static int Attempt(DbConnection connection, DbTransaction transaction, long trial) =>
        StorageAttributes.AttemptOf(connection.QueryFirstOrDefault<string>(
            _systemAttribute, new { owner = trial, name = StorageAttributes.Attempt }, transaction));

    private void Release(DbConnection connection, DbTransaction transaction, long trial, int attempt)
    {
        connection.Execute(
            $"UPDATE trials SET state = {_sql.State("@state")} WHERE trial_id = @trial",
            new { state = SqlNames.Of(TrialState.Waiting), trial },
            transaction);
        TrialTables.SetSystemAttributes(
            connection,
            transaction,
            trial,
            new Dictionary<string, string> { [StorageAttributes.Attempt] = Invariant($"{attempt + 1}") });
    }

    /// <summary>Requires names that columns take, and distributions that fit those that parameters were first seen with.</summary>
    private void Require(DbConnection connection, DbTransaction transaction, long study, IReadOnlyList<TrialChanges> changes)
    {
        HashSet<string> parameters = [.. changes.SelectMany(change => change.Parameters.Keys)];
        RequireNames(parameters);
        RequireNames(changes.SelectMany(change => change.UserAttributes.Keys).Distinct());
        RequireNames(changes.SelectMany(change => change.SystemAttributes.Keys).Distinct());
        var first = _distributions.Read(connection, transaction, study, parameters, LockStudy);
        foreach (var (name, parameter) in changes.SelectMany(change => change.Parameters))
        {
            if (!first.TryAdd(name, parameter.Distribution))
            {
                RequireCompatible(name, first[name], parameter.Distribution);
            }
        }
    }

    private static void RequireNames(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            RequireName(name);
        }
    }

    private int Finish(DbConnection connection, DbTransaction transaction, long trial, StoredEnd end)
    {
        _tables.SetValues(connection, transaction, [(trial, end.Values)]);
        return connection.Execute(
            $"UPDATE trials SET state = {_sql.State("@state")}, datetime_complete = @completed WHERE trial_id = @trial",
            new { state = SqlNames.Of(end.State), completed = _sql.Time(end.Completed), trial },
            transaction);
    }
}
