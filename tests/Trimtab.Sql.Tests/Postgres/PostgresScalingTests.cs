using System.Globalization;
using Npgsql;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Sql.Tests.Postgres;

/// <summary>How many rows the server reads for a trial does not grow with the trials, also where its statistics are old.</summary>
public class PostgresScalingTests(PostgresServer server)
{
    private const int Trials = 600;

    private static readonly StudyOptions _options = new()
    {
        Sampler = new RandomSampler(),
        Schedule = Schedule.Asynchronous,
        Space = new() { ["x"] = new FloatDistribution(0, 1), ["y"] = new FloatDistribution(0, 1) },
    };

    [Fact]
    public void Rows_ReadForATrial_DoNotGrowWithTheTrials()
    {
        string address = server.NewSchema();
        using var memory = new MemoryStorage();
        Evaluate(Study.Open(memory, _options), Trials);
        using var storage = new PostgresStorage(address);
        Evaluate(Study.Open(storage, _options with { Name = "other" }), 1);
        PostgresServer.Execute(address, "ANALYZE trials; ANALYZE trial_params"); // each study has a trial, they say
        PostgresServer.Execute(
            address, "ALTER TABLE trials SET (autovacuum_enabled = false); ALTER TABLE trial_params SET (autovacuum_enabled = false)");

        long before = RowsRead(address);
        new StudyCatalog(memory).Copy(_options.Name, storage);
        long copied = RowsRead(address), scans = ScansOfTheStudysIndex(address);
        var study = Study.Open(storage, _options);
        long opened = RowsRead(address);
        Evaluate(study, 50);
        long evaluated = RowsRead(address);

        Assert.InRange(copied - before, 0, 40 * Trials);
        Assert.InRange(scans, 0, 20);
        Assert.InRange(opened - copied, 0, 40 * Trials);
        Assert.InRange(evaluated - opened, 0, 200 * 50);
    }

    /// <summary>How often the index of studies' trials was read. Where it serves to find a trial by its id, all of it is walked.</summary>
    private static long ScansOfTheStudysIndex(string address) => Number(
        address, "SELECT idx_scan FROM pg_stat_user_indexes WHERE schemaname = current_schema() AND indexrelname LIKE 'trimtab%trials'");

    private static void Evaluate(Study study, int trials)
    {
        for (int i = 0; i < trials; i++)
        {
            var trial = study.Ask();
            trial.Tell(trial.SuggestFloat("x", 0, 1) + trial.SuggestFloat("y", 0, 1));
        }
    }

    /// <summary>Rows that the server has read of both tables; what sessions have counted is theirs until they end.</summary>
    private static long RowsRead(string address) => Number(
        address,
        "SELECT SUM(seq_tup_read + idx_tup_fetch) FROM pg_stat_user_tables "
            + "WHERE schemaname = current_schema() AND relname IN ('trials', 'trial_params')");

    private static long Number(string address, string query)
    {
        NpgsqlConnection.ClearAllPools();
        using var connection = new NpgsqlConnection(address);
        connection.Open();
        using var command = new NpgsqlCommand(query, connection);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
