using Trimtab.Tests;

namespace Trimtab.ML.Tests;

public class PublicApiTests
{
    [Fact]
    public void PublicMembers_AreThoseThatAreListed() => PublicApi.Verify(typeof(MLEstimator).Assembly);
}
