namespace Trimtab.Tests;

public class PublicApiTests
{
    [Fact]
    public void PublicMembers_AreThoseThatAreListed() => PublicApi.Verify(typeof(Study).Assembly);
}
