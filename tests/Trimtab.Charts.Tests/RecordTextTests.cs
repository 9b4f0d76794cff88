using Trimtab.Tests;

namespace Trimtab.Charts.Tests;

public class RecordTextTests
{
    [Fact]
    public void ToString_OfEveryPublicRecord_IsNotLeftToTheCompiler() =>
        Assert.Empty(RecordTexts.LeftToTheCompiler(typeof(HtmlReport).Assembly));

    [Fact]
    public void ToString_OfEveryPublicRecord_IsTheSameInEveryCulture() =>
        Assert.All(RecordTexts.Of(typeof(HtmlReport).Assembly), text => Assert.Equal(text.Invariant, text.Here));
}
