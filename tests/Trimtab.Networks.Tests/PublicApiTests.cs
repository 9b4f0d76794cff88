using Trimtab.Tests;

namespace Trimtab.Networks.Tests;

public class PublicApiTests
{
    [Fact]
    public void PublicMembers_AreThoseThatAreListed() => PublicApi.Verify(typeof(Sequential).Assembly);

    [Fact]
    public void PublicMembersOfTheSuites_AreThoseThatAreListed() => PublicApi.Verify(typeof(LayerConformance).Assembly);
}
