using System.Globalization;
using Npgsql;
using Trimtab.Storages;

namespace Trimtab.Sql.Tests.Postgres;

public sealed class PostgresStorageTests(PostgresServer server) : StorageConformance
{
    private readonly string _address = server.NewSchema();

    [Fact]
    public void Open_OfAUrl_IsTheDatabaseThatItNames()
    {
        var settings = new NpgsqlConnectionStringBuilder(_address);
        string url = string.Create(
            CultureInfo.InvariantCulture,
            $"postgresql://tuner:s%65same@127.0.0.1:{settings.Port}/postgres?sslmode=prefer&Search%20Path={settings.SearchPath}");
        using (var named = (PostgresStorage)StudyStorage.Open(url))
        {
            named.CreateStudy("mine", [Direction.Minimize]);
            Assert.Equal($"127.0.0.1:{settings.Port}/postgres", named.Location);
        }

        using var storage = Open();
        Assert.Equal("mine", storage.ReadStudies().Single().Name);
    }

    [Theory]
    [InlineData("postgresql://tuner:wrongsecret@127.0.0.1:PORT/postgres", "can't be opened as 'tuner'")]
    [InlineData("postgresql://tuner:wrongsecret@127.0.0.1:1/postgres", "127.0.0.1:1/postgres can't be opened")]
    [InlineData("postgresql://tuner:wrongsecret@127.0.0.1:PORT/none", "can't be opened")]
    [InlineData("postgresql://tuner:wrongsecret@127.0.0.1:PORT/postgres?sslmode=wrongsecret", "option 'SSL Mode'")]
    [InlineData("postgresql://tuner:wrongsecret@127.0.0.1:PORT/postgres?colour=wrongsecret", "option 'colour'")]
    [InlineData("postgresql://tuner:wrong@secret:/@127.0.0.1:PORT/postgres", "is no URL")]
    [InlineData("postgres://tuner:wrong@secret@127.0.0.1:PORT/postgres", "is no URL")]
    [InlineData("postgres://tuner:wrong#secret@127.0.0.1:PORT/postgres", "is no URL")]
    [InlineData("postgres://tuner:1?secret=2@127.0.0.1:PORT/postgres", "is no URL")]
    [InlineData("postgresql:Host=127.0.0.1;Pasword=wrongsecret", "connection string")]
    public void Open_ThatFails_SaysWhere_AndNeverThePassword(string url, string said)
    {
        int port = new NpgsqlConnectionStringBuilder(_address).Port;

        var error = Assert.Throws<TrimtabException>(() =>
            StudyStorage.Open(url.Replace("PORT", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfAnotherRevision_IsRefused()
    {
        Open().Dispose();
        PostgresServer.Execute(_address, "UPDATE alembic_version SET version_num = 'v9.0.0.a'");

        var error = Assert.Throws<TrimtabException>(Open);

        Assert.Contains("It has revision v9.0.0.a", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Many programs that open an empty database at once create its schema once.</summary>
    [Fact]
    public void Open_ByManyAtOnce_OfAnEmptyDatabase_Succeeds() => Parallel.For(0, 8, _ => Open().Dispose());

    /// <summary>A connection that is lost while a commit is under way: the step is in the database once, whichever end it took.</summary>
    [Theory]
    [InlineData(CuttingProxy.Cut.Before)]
    [InlineData(CuttingProxy.Cut.After)]
    internal void CreateTrial_WhoseConnectionIsLostAtTheCommit_CreatesOne(CuttingProxy.Cut cut)
    {
        using var proxy = new CuttingProxy(new NpgsqlConnectionStringBuilder(_address).Port);
        using var storage = new PostgresStorage(
            new NpgsqlConnectionStringBuilder(_address) { Port = proxy.Port, SslMode = SslMode.Disable }.ConnectionString);
        long study = storage.CreateStudy("study", [Direction.Minimize]);

        proxy.CutNext(cut);
        var trial = storage.CreateTrial(study, new());

        Assert.False(proxy.IsArmed);
        Assert.Equal((trial.Id, 0), (storage.ReadTrials(study, -1, []).Single().Id, trial.Number));
        Assert.Equal(1, storage.CreateTrial(study, new()).Number);
    }

    /// <summary>A study waits for its server, and says so.</summary>
    [Fact]
    public void CallThatIsTriedAgain_IsLoggedByTheStudy()
    {
        using var proxy = new CuttingProxy(new NpgsqlConnectionStringBuilder(_address).Port);
        using var storage = new PostgresStorage(
            new NpgsqlConnectionStringBuilder(_address) { Port = proxy.Port, SslMode = SslMode.Disable }.ConnectionString);
        using var log = new WarningLog();
        var study = Study.Open(storage, new() { Name = "bowl", LoggerFactory = log });

        proxy.CutNext(CuttingProxy.Cut.Before);
        study.Ask().Tell(1);

        string warning = Assert.Single(log.Warnings);
        Assert.StartsWith(
            $"Trimtab.Study 1023 StorageRetried: Study bowl: storage 127.0.0.1:{proxy.Port}/postgres failed at attempt 1, "
            + "and is tried again in ",
            warning,
            StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", warning, StringComparison.Ordinal);
    }

    protected override StudyStorage Open() => new PostgresStorage(_address);
}
