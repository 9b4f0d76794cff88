using Trimtab.Tests;

namespace Trimtab.Images.Tests;

public class PublicApiTests
{
    [Fact]
    public void PublicMembers_AreThoseThatAreListed() => PublicApi.Verify(typeof(ImageFolder).Assembly);
}
