using Trimtab.Tests;

namespace Trimtab.Sql.Tests;

public class PublicApiTests
{
    [Fact]
    public void PublicMembers_AreThoseThatAreListed() => PublicApi.Verify(typeof(SqliteStorage).Assembly);
}
