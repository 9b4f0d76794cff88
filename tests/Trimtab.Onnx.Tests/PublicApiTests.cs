using Trimtab.Tests;

namespace Trimtab.Onnx.Tests;

public class PublicApiTests
{
    [Fact]
    public void PublicMembers_AreThoseThatAreListed() => PublicApi.Verify(typeof(OnnxExport).Assembly);
}
