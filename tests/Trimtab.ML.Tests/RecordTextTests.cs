using Trimtab.Tests;

namespace Trimtab.ML.Tests;

public class RecordTextTests
{
    [Fact]
    public void ToString_OfEveryPublicRecord_IsNotLeftToTheCompiler() =>
        Assert.Empty(RecordTexts.LeftToTheCompiler(typeof(MLEstimator).Assembly));

    [Fact]
    public void ToString_OfEveryPublicRecord_IsTheSameInEveryCulture() =>
        Assert.All(RecordTexts.Of(typeof(MLEstimator).Assembly), text => Assert.Equal(text.Invariant, text.Here));
}
