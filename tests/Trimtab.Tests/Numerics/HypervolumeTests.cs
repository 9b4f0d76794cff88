using Trimtab.Numerics;
using Trimtab.Samplers.Gp;

namespace Trimtab.Tests.Numerics;

public class HypervolumeTests
{
    public static TheoryData<int, int> Sizes => new() { { 2, 12 }, { 3, 15 }, { 4, 12 } };

    [Fact]
    public void KnownVolumes_AreFound()
    {
        Assert.Equal(0, Hypervolume.Of([], [1, 1]));
        Assert.Equal(0, Hypervolume.Of([[1, 0]], [1, 1]));
        Assert.Equal(1, Hypervolume.Of([[0, 0]], [1, 1]));
        Assert.Equal(0.75, Hypervolume.Of([[0.5, 0], [0, 0.5], [0.5, 0.5], [0.5, 0]], [1, 1]));
        // Three beams of volume 2 that meet in pairs, and all, in one unit cube: 3 · 2 − 3 · 1 + 1.
        Assert.Equal(4, Hypervolume.Of([[0, 1, 1], [1, 0, 1], [1, 1, 0]], [2, 2, 2]));
    }

    [Fact]
    public void Volumes_OfInfinitePoints_AreInfinite()
    {
        double low = double.NegativeInfinity, high = double.PositiveInfinity;

        Assert.Equal(high, Hypervolume.Of([[low, low]], [2, 2]));
        Assert.Equal(high, Hypervolume.Of([[low, low], [1, low]], [2, 2]));
        Assert.Equal(high, Hypervolume.Of([[low, 0, 0], [low, 1, 1], [0, 0, 0]], [2, 2, 2]));
        Assert.Equal(high, Hypervolume.Of([[0, 0]], [high, 1]));
        Assert.Equal(0, Hypervolume.Of([[low, 3]], [2, 2]));
        Assert.Equal(0, Hypervolume.Of([], [high, 1]));
    }

    [Fact]
    public void Volumes_OfPointsWithOtherCoordinates_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Hypervolume.Of([[0.0]], [1, 1]));
        Assert.Throws<ArgumentException>(() => Hypervolume.Of([[0.0, 0, 0]], [1, 1]));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Volumes_AgreeWithMonteCarlo(int dimensions, int count)
    {
        double[][] points = Draw(count, dimensions, 3);
        double[] reference = [.. Enumerable.Repeat(1.0, dimensions)];
        double[][] thrown = Draw(200_000, dimensions, 4);

        double dominated = thrown.Count(place => points.Any(point => Enumerable.Range(0, dimensions).All(i => point[i] <= place[i])));

        Assert.Equal(dominated / 200_000, Hypervolume.Of(points, reference), 0.005);
        double open = Hypervolume.NondominatedBoxes(points, reference).Sum(VolumeOf);
        Assert.Equal(1, open + Hypervolume.Of(points, reference), 1e-12);

        double VolumeOf((double[] Low, double[] High) box) =>
            Enumerable.Range(0, dimensions).Aggregate(1.0, (volume, i) => volume * (box.High[i] - Math.Max(0, box.Low[i])));
    }

    [Fact]
    public void ChosenPoints_AreNearlyTheBestOnes()
    {
        double[][] points = Draw(9, 2, 5);

        int[] chosen = Hypervolume.SelectSubset(points, [1, 1], 3);

        double best = (from a in points from b in points from c in points select Hypervolume.Of([a, b, c], [1, 1])).Max();
        Assert.Equal(3, chosen.Distinct().Count());
        Assert.InRange(Hypervolume.Of(chosen.Select(i => points[i]), [1, 1]), (1 - (1 / Math.E)) * best, best);
    }

    [Fact]
    public void ExpectedGain_OfTwoObjectives_AgreesWithMonteCarlo()
    {
        double[][] x = Draw(8, 2, 6), front = [[-0.5, 0.3], [0.1, -0.6]];
        double[] reference = [1.5, 1.5];
        var kernel = new MaternKernel([2, 1], 1, 1e-3);
        GaussianProcess[] models = [new(x, [.. x.Select(p => p[0] - p[1])], kernel), new(x, [.. x.Select(p => p[1] * p[1])], kernel)];
        double[] place = [0.3, 0.9];
        var posterior = models.Select(model => model.At(place)).ToList();
        var random = RandomAddress.FromSeed(7).Stream();
        double before = Hypervolume.Of(front, reference), sum = 0;
        const int Throws = 200_000;
        for (int i = 0; i < Throws; i++)
        {
            double[] drawn = [.. posterior.Select(at => at.Mean + (Math.Sqrt(at.Variance) * random.NextNormal()))];
            sum += Hypervolume.Of([.. front, drawn], reference) - before;
        }

        Assert.Equal(sum / Throws, Math.Exp(new GpGain(models, [], Hypervolume.NondominatedBoxes(front, reference)).At(place)), 0.003);
    }

    private static double[][] Draw(int count, int dimensions, ulong seed)
    {
        var random = RandomAddress.FromSeed(seed).Stream();
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
