using Trimtab.Tests;

namespace Trimtab.Networks.Tests;

public class RecordTextTests
{
    [Fact]
    public void ToString_OfEveryPublicRecord_IsNotLeftToTheCompiler() =>
        Assert.Empty(RecordTexts.LeftToTheCompiler(typeof(Sequential).Assembly));

    [Fact]
    public void ToString_OfEveryPublicRecord_IsTheSameInEveryCulture() =>
        Assert.All(RecordTexts.Of(typeof(Sequential).Assembly), text => Assert.Equal(text.Invariant, text.Here));
}
