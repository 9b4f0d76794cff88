using System.Globalization;
using Trimtab.Plots;
using Trimtab.Spaces;

namespace Trimtab.Tests.Plots;

/// <summary>Cells along an axis: a value is in the cell whose label has it, and labels are apart.</summary>
public class AxisCellsTests
{
    public static TheoryData<long, long, long, bool, int> Ranges => new()
    {
        { 1, 20, 1, false, 8 }, { 1, 64, 1, true, 8 }, { 1, 3, 1, true, 8 }, { -5, 5, 1, false, 4 }, { 0, 100, 7, false, 8 },
        { 1, 9, 1, false, 8 }, { 7, 7, 1, false, 2 }, { 1, 1000, 1, true, 30 }, { 2, 500, 1, true, 8 }, { 16, 256, 16, false, 8 },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void EveryWholeNumber_IsInTheOneCellWhoseRangeHasIt(long low, long high, long step, bool isLog, int most)
    {
        var distribution = new IntDistribution(low, high, isLog, step);

        var cells = new AxisCells(new("k", distribution), most);

        var ranges = cells.Labels.Select(RangeOf).ToList();
        Assert.InRange(ranges.Count, 1, most);
        Assert.Equal(low, ranges[0].Low);
        Assert.Equal(low + ((high - low) / step * step), ranges[^1].High);
        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.Equal(pair.First.High + step, pair.Second.Low));
        for (long value = low; value <= high; value += step)
        {
            var (first, last) = ranges[cells.Of(value)!.Value];
            Assert.True(first <= value && value <= last, Invariant($"{value} is in {first} to {last}"));
        }
    }

    /// <summary>As numpy.histogram over np.linspace(0.5, 20.5, 9).</summary>
    [Fact]
    public void TwentyWholeNumbers_InEightCells_AreCutAtEqualLengths() => Assert.Equal(
        ["1–2", "3–5", "6–7", "8–10", "11–12", "13–15", "16–17", "18–20"],
        new AxisCells(new("k", new IntDistribution(1, 20)), 8).Labels);

    /// <summary>Cuts are at 0.5 · 129^(i/8): 0.92, 1.68, 3.09, 5.68, 10.4, 19.1, 35.1; below the first there is no whole number.</summary>
    [Fact]
    public void Logarithms_OfWholeNumbers_HaveNoCellWithoutOne() => Assert.Equal(
        ["1", "2–3", "4–5", "6–10", "11–19", "20–35", "36–64"],
        new AxisCells(new("k", new IntDistribution(1, 64, Log: true)), 8).Labels);

    /// <summary>Quarters of −0.05 to 1.05 are cut at 0.225, 0.5 and 0.775; a value on a cut is in the upper one.</summary>
    [Fact]
    public void Steps_OfRealNumbers_AreRangesToo()
    {
        var cells = new AxisCells(new("s", new FloatDistribution(0, 1, Step: 0.1)), 4);

        Assert.Equal(["0–0.2", "0.3–0.4", "0.5–0.7", "0.8–1"], cells.Labels);
        double[] values = [0.2, 0.3, 0.5, 1.0];
        Assert.Equal([0, 1, 2, 3], values.Select(value => cells.Of(value)!.Value));
    }

    [Fact]
    public void RealNumbers_HaveTheMiddleOfTheirCell() =>
        Assert.Equal(["1", "3"], new AxisCells(new("x", new FloatDistribution(0, 4)), 2).Labels);

    [Fact]
    public void WholeNumbers_BeyondThoseOfADouble_AreTold()
    {
        var cells = new AxisCells(new("k", new IntDistribution(long.MaxValue - 3, long.MaxValue - 1)), 2);

        Assert.Equal(3, cells.Labels.SelectMany(label => label.Split('–')).Count());
        Assert.Equal(0, cells.Of(long.MaxValue - 3));
        Assert.Equal(1, cells.Of(long.MaxValue - 1));
    }

    private static (long Low, long High) RangeOf(string label) =>
        label.Split('–').Select(end => long.Parse(end, CultureInfo.InvariantCulture)).ToArray() is [var first, .. var rest]
            ? (first, rest is [var last] ? last : first)
            : throw new FormatException(label);
}
