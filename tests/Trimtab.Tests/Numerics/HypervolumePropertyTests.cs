using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

/// <summary>Properties of hypervolumes: order, duplicates, dominated points, scale, and agreement of the three computations.</summary>
public class HypervolumePropertyTests
{
    public static TheoryData<int, ulong> Cases =>
        [.. from dimensions in Enumerable.Range(2, 3) from seed in Enumerable.Range(1, 5) select (dimensions, (ulong)seed)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_PointsInAnotherOrderOrTwice_IsTheSame(int dimensions, ulong seed)
    {
        double[][] points = Draw(dimensions, 15, seed);
        double[] reference = Ones(dimensions);
        double volume = Hypervolume.Of(points, reference);

        Assert.Equal(volume, Hypervolume.Of(points.Reverse(), reference), 1e-14);
        Assert.Equal(volume, Hypervolume.Of(points.Concat(points), reference), 1e-14);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_PointsAndOnesTheyDominate_IsTheSame(int dimensions, ulong seed)
    {
        double[][] points = Draw(dimensions, 15, seed);
        var dominated = points.Select(point => (double[])[.. point.Select(x => x + ((1 - x) / 3))]);

        Assert.Equal(Hypervolume.Of(points, Ones(dimensions)), Hypervolume.Of(points.Concat(dominated), Ones(dimensions)), 1e-14);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_PointsScaledByTwoInOneCoordinate_IsTwice(int dimensions, ulong seed)
    {
        double[][] points = Draw(dimensions, 15, seed);
        double[][] scaled = [.. points.Select(point => (double[])[2 * point[0], .. point[1..]])];

        Assert.Equal(2 * Hypervolume.Of(points, Ones(dimensions)), Hypervolume.Of(scaled, [2, .. Ones(dimensions - 1)]), 1e-14);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Add_OfPointAfterPoint_IsTheVolumeOfAll(int dimensions, ulong seed)
    {
        double[][] points = Draw(dimensions, 25, seed);
        var running = new RunningHypervolume(Ones(dimensions));

        for (int i = 0; i < points.Length; i++)
        {
            Assert.Equal(Hypervolume.Of(points[..(i + 1)], Ones(dimensions)), running.Add(points[i]), 1e-13);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void NondominatedBoxes_OfPoints_AreDisjointAndDominatedByNone(int dimensions, ulong seed)
    {
        double[][] points = Draw(dimensions, 10, seed);

        var boxes = Hypervolume.NondominatedBoxes(points, Ones(dimensions));

        double[][] middles = [.. boxes.Select(box => (double[])[.. box.Low.Zip(box.High, (low, high) => (Math.Max(low, -1) + high) / 2)])];
        Assert.All(middles, middle => Assert.DoesNotContain(points, point => point.Zip(middle).All(pair => pair.First <= pair.Second)));
        Assert.All(middles, middle => Assert.Single(boxes, box =>
            Enumerable.Range(0, dimensions).All(i => box.Low[i] < middle[i] && middle[i] < box.High[i])));
    }

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];

    private static double[][] Draw(int dimensions, int count, ulong seed)
    {
        var random = RandomAddress.FromSeed(seed).At(dimensions).Stream();
        double[][] points = new double[count][];
        for (int i = 0; i < count; i++)
        {
            points[i] = new double[dimensions];
            for (int k = 0; k < dimensions; k++)
            {
                points[i][k] = random.NextDouble();
            }
        }

        return points;
    }
}
