using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Tests.Programs.Grammar;

public class QuantityTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("90", 90)]
    [InlineData("10m", 600)]
    [InlineData("1h30m", 5400)]
    [InlineData("1.5h", 5400)]
    [InlineData("2d", 172800)]
    [InlineData("500ms", 0.5)]
    [InlineData("1 min", 60)]
    [InlineData("1m30", 90)]
    [InlineData("1h 5m 30", 3930)]
    public void ATime_IsWrittenWithItsUnit(string text, double seconds) => Assert.Equal(seconds, Quantity.Time(text).TotalSeconds);

    [Theory]
    [InlineData("512M", 536870912)]
    [InlineData("2G", 2147483648)]
    [InlineData("1.5GiB", 1610612736)]
    [InlineData("4096", 4096)]
    public void Memory_IsWrittenWithItsUnit(string text, long bytes) => Assert.Equal(bytes, Quantity.Bytes(text));

    [Theory]
    [InlineData(900, "900B")]
    [InlineData(40960, "40K")]
    [InlineData(536870912, "512M")]
    [InlineData(1610612736, "1.5G")]
    public void Memory_IsSaidInItsUnit(long bytes, string text) => Assert.Equal(text, Quantity.Words(bytes));

    [Theory]
    [InlineData("")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("1x")]
    [InlineData("m")]
    [InlineData("1..5h")]
    [InlineData("1.5.5m")]
    [InlineData(".d")]
    [InlineData("1.5.5")]
    [InlineData("1..5G")]
    [InlineData("1h30")] // minutes to one reader, seconds to another
    [InlineData("2d12")]
    public void OtherAmounts_AreRefused(string text)
    {
        Assert.Throws<TrimtabException>(() => Quantity.Time(text));
        Assert.Throws<TrimtabException>(() => Quantity.Bytes(text));
    }
}
