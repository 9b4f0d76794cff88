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
