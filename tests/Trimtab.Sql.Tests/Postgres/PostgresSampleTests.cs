using Npgsql;
using Trimtab.Tests.Storages;

namespace Trimtab.Sql.Tests.Postgres;

/// <summary>Optuna's own database, where TRIMTAB_DATA has it, holds what Optuna reads in it.</summary>
public sealed class PostgresSampleTests(PostgresServer server)
{
    [Fact]
    public void Database_WrittenByOptuna_IsReadToItsExpectedContent()
    {
        using var storage = new PostgresStorage(Restored());

        Assert.Equal(OptunaSamples.Expected("postgres"), OptunaSamples.Content(storage));
    }

    [Fact]
    public void Copy_OfTheDatabase_HasItsContent()
    {
        using var storage = new PostgresStorage(Restored());
        string address = server.NewSchema();
        using (var copy = new PostgresStorage(address))
        {
            OptunaSamples.Copy(storage, copy);
        }

        using var again = new PostgresStorage(address);
        Assert.Equal(OptunaSamples.Content(storage, keepsIds: false), OptunaSamples.Content(again, keepsIds: false));
    }

    /// <summary>A database with the dump's content.</summary>
    private string Restored()
    {
        string dump = string.Join('\n', File.ReadLines(OptunaSamples.Path("postgres.dump.sql")).Where(line => !line.StartsWith('\\')));
        var address = new NpgsqlConnectionStringBuilder(server.NewSchema());
        string database = $"restored_{address.SearchPath}";
        PostgresServer.Execute(address.ConnectionString, $"CREATE DATABASE {database}");
        address.Database = database;
        address.SearchPath = "public";
        PostgresServer.Execute(address.ConnectionString, dump);
        return address.ConnectionString;
    }
}
