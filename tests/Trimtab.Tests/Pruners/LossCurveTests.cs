using Trimtab.Numerics;
using Trimtab.Pruners;

namespace Trimtab.Tests.Pruners;

public class LossCurveTests
{
    [Fact]
    public void With_PointsInAnyOrder_IsTheSortedCurve_AndLeavesEarlierOnesAsTheyAre()
    {
        var random = RandomAddress.FromSeed(3).Stream();
        for (int repeat = 0; repeat < 50; repeat++)
        {
            var points = new SortedDictionary<int, double>();
            var curve = LossCurve.Empty;
            var earlier = new List<(LossCurve Curve, CurvePoint[] Points)>();
            for (int i = 0; i < 40; i++)
            {
                var point = new CurvePoint(
                    1 + random.NextInt32(repeat % 2 == 0 ? 30 : 1000), random.NextInt32(6) == 0 ? double.NaN : random.NextDouble());
                points.TryAdd(point.Epoch, point.Loss);
                curve = curve.With(point);
                earlier.Add((curve, [.. points.Select(item => new CurvePoint(item.Key, item.Value))]));
                Assert.Equal(points.Values.Where(loss => !double.IsNaN(loss)).DefaultIfEmpty(double.NaN).Min(), curve.Best);
            }

            Assert.All(earlier, item => Assert.Equal(item.Points, item.Curve));
            double[] best = [.. Enumerable.Range(0, points.Count + 1).Select(count => curve.BestOf(count))];
            Assert.Equal(Enumerable.Range(0, points.Count + 1).Select(count => points.Values.Take(count)
                .Where(loss => !double.IsNaN(loss)).DefaultIfEmpty(double.NaN).Min()), best);
        }
    }

    /// <summary>Memory stands for work: a path of a balanced tree, not all of the curve.</summary>
    [Theory]
    [InlineData("descending")]
    [InlineData("one fold after another")]
    [InlineData("the last first")]
    [InlineData("repeated")]
    public void With_PointsThatAreNotTheLast_TakesLittleMoreOfALongCurve(string order)
    {
        Assert.InRange(Bytes(order, 16_000), 0, 3 * Bytes(order, 500) + 64);

        static long Bytes(string order, int count)
        {
            var curve = LossCurve.Empty;
            for (int i = 0; i < count; i++)
            {
                curve = curve.With(new(Epoch(i), 1));
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = count; i < count + 100; i++)
            {
                curve = curve.With(new(Epoch(i), 1));
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;

            int Epoch(int i) => order switch
            {
                "descending" => 1_000_000 - i,
                "one fold after another" => (i / 10) + 1 + (i % 10 * 100_000),
                "the last first" => i == 0 ? 1_000_000 : i,
                _ => i < count ? i + 1 : i - count + 1,
            };
        }
    }

    [Fact]
    public void With_TwoContinuationsOfOneCurve_KeepsBoth()
    {
        var common = LossCurve.Empty.With(new(1, 3)).With(new(2, 2));
        LossCurve one = common.With(new(3, 1)), other = common.With(new(3, 5));

        Assert.Equal([3, 2, 1], one.Select(point => point.Loss));
        Assert.Equal([3, 2, 5], other.Select(point => point.Loss));
        Assert.Equal((1.0, 2.0, 2.0), (one.Best, other.Best, common.Best));
    }
}
