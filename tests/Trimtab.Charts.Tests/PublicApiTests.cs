using Trimtab.Tests;

namespace Trimtab.Charts.Tests;

public class PublicApiTests
{
    [Fact]
    public void PublicMembers_AreThoseThatAreListed() => PublicApi.Verify(typeof(SvgRenderer).Assembly);
}
