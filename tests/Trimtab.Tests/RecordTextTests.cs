using Trimtab.Importance;
using Trimtab.Spaces;

namespace Trimtab.Tests;

public class RecordTextTests
{
    [Fact]
    public void ToString_OfEveryPublicRecord_IsNotLeftToTheCompiler() =>
        Assert.Empty(RecordTexts.LeftToTheCompiler(typeof(Study).Assembly));

    [Fact]
    public void ToString_OfEveryPublicRecord_IsTheSameInEveryCulture() =>
        Assert.All(RecordTexts.Of(typeof(Study).Assembly), text => Assert.Equal(text.Invariant, text.Here));

    [Fact]
    public void ToString_OfNumbersAndNoNumber_IsInvariant()
    {
        Assert.Contains("TargetQuantile = 0.1", new PedAnova().ToString(), StringComparison.Ordinal);
        Assert.Equal("FloatDistribution { Low = -0.5, High = 1, Log = False, Step = null }", new FloatDistribution(-0.5, 1).ToString());
        Assert.Equal("Objective { Name = loss, Direction = Minimize }", new Objective("loss").ToString());
    }
}
