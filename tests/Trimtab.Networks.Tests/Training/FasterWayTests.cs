using Trimtab.Numerics;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests.Training;

/// <summary>The choice between several threads and one, by the time of steps.</summary>
public class FasterWayTests
{
    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.02)]
    [InlineData(0.7)]
    public void TheSlowerWay_TakesFewOfTheSteps(double secondsOfAStep)
    {
        foreach (bool sharedIsFaster in (bool[])[true, false])
        {
            var way = new FasterWay(_clock);
            double lost = 0, least = 0;
            while (least < 1000 * Math.Max(0.03, secondsOfAStep))
            {
                double seconds = way.IsShared == sharedIsFaster ? secondsOfAStep : 1.8 * secondsOfAStep;
                Step(way, 32, seconds);
                lost += seconds - secondsOfAStep;
                least += secondsOfAStep;
            }

            Assert.InRange(lost / least, 0, 0.02);
        }
    }

    [Fact]
    public void AWayThatBecomesSlower_IsLeft()
    {
        var way = new FasterWay(_clock);
        int shared = Shared(way, steps: 2000, sharedSeconds: 0.06, aloneSeconds: 0.1);
        Assert.InRange(shared, 1900, 2000);
        shared = Shared(way, steps: 2000, sharedSeconds: 0.2, aloneSeconds: 0.1);
        Assert.InRange(shared, 0, 60);
        shared = Shared(way, steps: 2000, sharedSeconds: 0.06, aloneSeconds: 0.1);
        Assert.InRange(shared, 1700, 2000);
    }

    [Fact]
    public void SmallGains_LeaveTheCoresToOthers() =>
        Assert.InRange(Shared(new(_clock), steps: 1000, sharedSeconds: 0.095, aloneSeconds: 0.1), 0, 20);

    [Fact]
    public void StepsOfDifferentRows_AreComparedByTheRow()
    {
        var way = new FasterWay(_clock);
        int shared = 0;
        for (int step = 0; step < 1000; step++)
        {
            int rows = 1 + (step % 7);
            shared += way.IsShared ? 1 : 0;
            Step(way, rows, rows * (way.IsShared ? 0.1 : 0.13));
        }

        Assert.InRange(shared, 950, 1000);
    }

    [Fact]
    public void AClockThatStandsStill_LeavesTheStepsShared() =>
        Assert.Equal(1000, Shared(new(_clock), steps: 1000, sharedSeconds: 0, aloneSeconds: 0));

    /// <summary>
    /// Another program takes a core now and then, for 3 to 40 ms: one thread moves to the other core half of these times, and two that
    /// share always wait. Where sharing gains nothing, little is lost against one thread.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void OnABusyMachine_TrainingsTakeNoLongerThanOnOneThread(ulong seed)
    {
        var (quiet, sharedQuiet) = Train(seed, waitsPerStep: 0);
        Assert.InRange(quiet, 0, 1.02 * sharedQuiet);
        foreach (double waits in (double[])[0.01, 0.03, 0.06, 0.12, 0.3, 0.7])
        {
            Assert.InRange(Train(seed, waits).Chosen, 0, 1.02);
        }
    }

    /// <summary>The time of a training with the chosen threads and with all of them, both divided by the time on one.</summary>
    private (double Chosen, double Shared) Train(ulong seed, double waitsPerStep)
    {
        var random = RandomAddress.FromSeed(seed).Stream();
        var way = new FasterWay(_clock);
        double chosen = 0, alone = 0, shared = 0;
        for (int step = 0; step < 30_000; step++)
        {
            double wait = random.NextDouble() < waitsPerStep ? 0.003 + (0.037 * random.NextDouble()) : 0;
            double aloneSeconds = 0.0025 + (random.NextDouble() < 0.5 ? wait : 0), sharedSeconds = 0.0014 + wait;
            double seconds = way.IsShared ? sharedSeconds : aloneSeconds;
            Step(way, 32, seconds);
            (chosen, alone, shared) = (chosen + seconds, alone + aloneSeconds, shared + sharedSeconds);
        }

        return (chosen / alone, shared / alone);
    }

    private int Shared(FasterWay way, int steps, double sharedSeconds, double aloneSeconds)
    {
        int shared = 0;
        for (int step = 0; step < steps; step++)
        {
            shared += way.IsShared ? 1 : 0;
            Step(way, 32, way.IsShared ? sharedSeconds : aloneSeconds);
        }

        return shared;
    }

    private void Step(FasterWay way, int rows, double seconds)
    {
        way.StepBegins();
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        way.StepEnded(rows);
    }
}
