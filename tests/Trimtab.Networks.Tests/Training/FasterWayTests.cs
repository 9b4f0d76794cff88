namespace Trimtab.Networks.Tests.Training;

/// <summary>The choice between several threads and one, by the time of steps.</summary>
public class FasterWayTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.02)]
    [InlineData(0.7)]
    public void TheSlowerWay_TakesFewOfTheSteps(double secondsOfAStep)
    {
        foreach (bool sharedIsFaster in (bool[])[true, false])
        {
            var way = new FasterWay();
            double lost = 0, least = 0;
            while (least < 1000 * Math.Max(0.03, secondsOfAStep))
            {
                double seconds = way.IsShared == sharedIsFaster ? secondsOfAStep : 1.8 * secondsOfAStep;
                way.Add(32, seconds);
                lost += seconds - secondsOfAStep;
                least += secondsOfAStep;
            }

            Assert.InRange(lost / least, 0, 0.02);
        }
    }

    [Fact]
    public void AWayThatBecomesSlower_IsLeft()
    {
        var way = new FasterWay();
        int shared = Shared(way, steps: 2000, sharedSeconds: 0.06, aloneSeconds: 0.1);
        Assert.InRange(shared, 1900, 2000);
        shared = Shared(way, steps: 2000, sharedSeconds: 0.2, aloneSeconds: 0.1);
        Assert.InRange(shared, 0, 350);
        shared = Shared(way, steps: 2000, sharedSeconds: 0.06, aloneSeconds: 0.1);
        Assert.InRange(shared, 1650, 2000);
    }

    [Fact]
    public void StepsOfDifferentRows_AreComparedByTheRow()
    {
        var way = new FasterWay();
        for (int step = 0; step < 100; step++)
        {
            int rows = 1 + (step % 7);
            way.Add(rows, rows * (way.IsShared ? 0.1 : 0.11));
        }

        Assert.True(way.IsShared);
    }

    [Fact]
    public void AClockThatStandsStill_LeavesTheStepsShared()
    {
        var way = new FasterWay();
        Assert.Equal(1000, Shared(way, steps: 1000, sharedSeconds: 0, aloneSeconds: 0));
    }

    private static int Shared(FasterWay way, int steps, double sharedSeconds, double aloneSeconds)
    {
        int shared = 0;
        for (int step = 0; step < steps; step++)
        {
            shared += way.IsShared ? 1 : 0;
            way.Add(32, way.IsShared ? sharedSeconds : aloneSeconds);
        }

        return shared;
    }
}
