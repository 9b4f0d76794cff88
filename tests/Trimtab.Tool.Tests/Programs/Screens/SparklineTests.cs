using Trimtab.Tool.Programs.Screens;

namespace Trimtab.Tool.Tests.Programs.Screens;

public class SparklineTests
{
    [Fact]
    public void ASparkline_GoesFromLeastToGreatest()
    {
        Assert.Equal("▁▅█", Sparkline.Of([0, 1, 2], 9));
        Assert.Equal("▅▅", Sparkline.Of([7, 7, 7], 2));
        Assert.Equal("▁·█", Sparkline.Of([0, double.NaN, 1], 3));
    }
}
