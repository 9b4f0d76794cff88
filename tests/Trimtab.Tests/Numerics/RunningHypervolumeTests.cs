using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

/// <summary>Hypervolumes beside exact rational arithmetic (tests/oracles/numerics.py), point by point, in two to four dimensions.</summary>
public class RunningHypervolumeTests
{
    [Fact]
    public void Add_OfTheOraclesPoints_IsTheExactVolumeSoFar()
    {
        foreach (var (points, expected) in Cases())
        {
            var running = new RunningHypervolume([.. points[0].Select(_ => 1.0)]);

            Assert.Equal(expected, points.Select(running.Add), (a, b) => Math.Abs(a - b) < 1e-14); // coordinates are multiples of 1/64
        }
    }

    [Fact]
    public void Of_TheOraclesPoints_IsTheExactVolume()
    {
        foreach (var (points, expected) in Cases())
        {
            for (int count = 1; count <= points.Length; count++)
            {
                Assert.Equal(expected[count - 1], Hypervolume.Of(points[..count], [.. points[0].Select(_ => 1.0)]), 1e-14);
            }
        }
    }

    [Theory]
    [InlineData(0.5, 0.5)] // the same point
    [InlineData(0.5, 0.7)] // dominated, one coordinate equal
    [InlineData(0.7, 0.5)]
    [InlineData(0.8, 0.9)]
    [InlineData(0.2, 1)] // on the reference point's edge
    [InlineData(double.NaN, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    public void Add_OfAPointThatAddsNothing_LeavesTheVolume(double x, double y)
    {
        var running = new RunningHypervolume([1, 1]);
        running.Add([0.5, 0.5]);

        Assert.Equal(0.25, running.Add([x, y]));
    }

    [Fact]
    public void Add_OfPointsThatReplaceOthers_CountsTheNewAreaOnce()
    {
        var running = new RunningHypervolume([1, 1]);

        Assert.Equal(0.25, running.Add([0.5, 0.5]));
        Assert.Equal(0.375, running.Add([0.25, 0.5]), 1e-15);
        Assert.Equal(1, running.Add([0, 0]), 1e-15);
    }

    private static IEnumerable<(double[][] Points, double[] Expected)> Cases()
    {
        foreach (var oracle in Oracles.Load("numerics.json").GetProperty("hypervolumes").EnumerateArray())
        {
            double[][] points = [.. oracle.GetProperty("points").EnumerateArray().Select(point => point.Numbers())];
            yield return (points, oracle.GetProperty("running").Numbers());
        }
    }
}
