using Trimtab.Storages;
using Trimtab.Tests.Storages;

namespace Trimtab.Sql.Tests.Postgres;

public sealed class PostgresSharedTests(PostgresServer server) : SharedStudyTests
{
    protected override string Url { get; } = $"postgresql:{server.NewSchema()}";
}

public sealed class PostgresLeaseTests(PostgresServer server) : LeaseTests
{
    private readonly string _address = server.NewSchema();

    protected override StudyStorage Open() => new PostgresStorage(_address);
}
