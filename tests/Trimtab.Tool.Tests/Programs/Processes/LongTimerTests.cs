using Trimtab.Tests;
using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Tests.Programs.Processes;

public class LongTimerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(49)]
    [InlineData(60)]
    [InlineData(9999)]
    public void ATimer_RingsOnceAfterItsTime(int days)
    {
        var clock = new ManualClock();
        int rings = 0;
        using var timer = LongTimer.Begin(clock, TimeSpan.FromDays(days), () => rings++);

        clock.Advance(TimeSpan.FromDays(days) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, rings);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, rings);
        clock.Advance(TimeSpan.FromDays(days));
        Assert.Equal(1, rings);
    }

    /// <summary>The system's own timers refuse such times.</summary>
    [Fact]
    public void ATimerOfTheSystem_TakesAnyTime()
    {
        using var timer = LongTimer.Begin(TimeProvider.System, TimeSpan.FromDays(9999), () => { });
    }
}
