using Trimtab.Numerics;
using Trimtab.Samplers;

namespace Trimtab.Tests.Samplers;

/// <summary>Sorting by fronts and crowding beside the definitions of Deb et al. (2002), carried out naively.</summary>
public class FrontsTests
{
    public static TheoryData<int, int, ulong> Cases =>
        [.. from m in Enumerable.Range(1, 4) from seed in Enumerable.Range(0, 6) select (m, 5 + (12 * seed), (ulong)seed)];

    /// <summary>A front is what no other of the rest dominates; coordinates of a few values, some infinite, make ties.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_PointsWithTies_IsWhatIsLeftAfterEachFront(int objectives, int count, ulong seed)
    {
        double[] values = [double.NegativeInfinity, 0, 0.25, 0.5, 1, double.PositiveInfinity];
        var random = RandomAddress.FromSeed(seed).At(objectives).Stream();
        double[][] points = new double[count][];
        for (int i = 0; i < count; i++)
        {
            points[i] = new double[objectives];
            for (int m = 0; m < objectives; m++)
            {
                points[i][m] = values[random.NextInt32(values.Length)];
            }
        }

        int[] expected = new int[count];
        List<int> rest = [.. Enumerable.Range(0, count)];
        for (int front = 0; rest.Count > 0; front++)
        {
            int[] members = [.. rest.Where(i => !rest.Exists(other => Dominates(points[other], points[i])))];
            Array.ForEach(members, i => expected[i] = front);
            rest.RemoveAll(members.Contains);
        }

        Assert.Equal(expected, Fronts.Of(points));
    }

    /// <summary>
    /// By hand, of (0, 10), (1, 6), (4, 3), (8, 0): the ends are infinite; (1, 6) has (4 − 0)/8 + (10 − 3)/10, (4, 3) has
    /// (8 − 1)/8 + (6 − 0)/10. (9, 9) is alone in its front.
    /// </summary>
    [Fact]
    public void Crowding_OfAFront_IsTheSumOfTheNeighboursDistances()
    {
        double[][] points = [[0, 10], [8, 0], [4, 3], [9, 9], [1, 6]];

        double[] distance = Fronts.Crowding(points, [0, 0, 0, 1, 0]);

        Assert.All((int[])[0, 1, 3], i => Assert.Equal(double.PositiveInfinity, distance[i]));
        Assert.Equal((7.0 / 8) + 0.6, distance[2], 1e-14);
        Assert.Equal(0.5 + 0.7, distance[4], 1e-14);
    }

    [Fact]
    public void Crowding_OfExtremeAndEqualPoints_IsNotNaN()
    {
        double[][] points = [[-1e308, 1], [1e308, 1], [0, 1], [double.PositiveInfinity, 1], [5, 1]];

        Assert.All(Fronts.Crowding(points, new int[5]), distance => Assert.False(double.IsNaN(distance)));
        Assert.Empty(Fronts.Crowding([], []));
        Assert.Empty(Fronts.Of([]));
    }

    /// <summary>Optuna's reference: 1.1 w or 0.9 w, whichever is beyond the worst w; a tiny number for 0.</summary>
    [Fact]
    public void Reference_OfPoints_IsBeyondTheWorst() =>
        Assert.Equal([11, -1.8, 1e-12], Fronts.Reference([[10, -2, 0], [3, -4, -1]]), (a, b) => Math.Abs(a - b) < 1e-13);

    private static bool Dominates(double[] a, double[] b) => a.Zip(b).All(pair => pair.First <= pair.Second) && !a.SequenceEqual(b);
}
