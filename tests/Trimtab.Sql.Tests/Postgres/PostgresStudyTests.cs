using Trimtab.Storages;
using Trimtab.Tests.Storages;

namespace Trimtab.Sql.Tests.Postgres;

public sealed class PostgresStudyTests(PostgresServer server) : DurableStudyTests
{
    private readonly string _address = server.NewSchema();

    protected override StudyStorage Open() => new PostgresStorage(_address);
}
