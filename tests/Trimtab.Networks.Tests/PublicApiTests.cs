using Trimtab.Tests;

namespace Trimtab.Networks.Tests;

public class PublicApiTests
{
    [Fact]
    public void PublicMembers_AreThoseThatAreListed() => PublicApi.Verify(typeof(Sequential).Assembly);
}
