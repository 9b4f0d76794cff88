using Npgsql;
using Trimtab.Storages;

namespace Trimtab.Sql.Tests.Postgres;

/// <summary>What users do that may not create tables, or may only read.</summary>
public class PostgresRightsTests(PostgresServer server)
{
    private static readonly StoredTrial _trial = new() { State = TrialState.Complete, Values = [1] };

    [Fact]
    public void User_WhoMayOnlyRead_ReadsStudies_AndIsToldWhyItCantWrite()
    {
        string address = server.NewSchema();
        using (var owner = new PostgresStorage(address))
        {
            owner.CreateTrial(owner.CreateStudy("study", [Direction.Minimize]), _trial);
        }

        using var storage = new PostgresStorage(UserOf(address, "SELECT"));
        var study = storage.ReadStudies().Single();

        Assert.Equal([1.0], storage.ReadTrials(study.Id, -1, []).Single().Values);
        var refused = Assert.Throws<StorageException>(() => storage.CreateTrial(study.Id, _trial));
        Assert.Contains("needs the rights", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("disk", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void User_WhoMayNotCreateTables_WritesToThoseThatAreThere()
    {
        string address = server.NewSchema();
        using (new PostgresStorage(address))
        {
            // creates the schema
        }

        using var storage = new PostgresStorage(UserOf(address, "SELECT, INSERT, UPDATE, DELETE"));
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        storage.CreateTrial(study, _trial);

        Assert.Single(storage.ReadTrials(study, -1, []));
    }

    [Fact]
    public void User_WhoMayOnlyRead_IsRefusedADatabaseWithoutSchema()
    {
        string address = UserOf(server.NewSchema(), "SELECT");

        var refused = Assert.Throws<TrimtabException>(() => new PostgresStorage(address));

        Assert.Contains("can't be opened as", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The same address for a new user with these rights to what is there.</summary>
    private static string UserOf(string address, string rights)
    {
        var settings = new NpgsqlConnectionStringBuilder(address);
        string user = $"user_of_{settings.SearchPath}";
        PostgresServer.Execute(
            address,
            $"CREATE ROLE {user} LOGIN PASSWORD 'sesame'; GRANT USAGE ON SCHEMA {settings.SearchPath} TO {user}; "
                + $"GRANT {rights} ON ALL TABLES IN SCHEMA {settings.SearchPath} TO {user}; "
                + $"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {settings.SearchPath} TO {user}");
        settings.Username = user;
        return settings.ConnectionString;
    }
}
