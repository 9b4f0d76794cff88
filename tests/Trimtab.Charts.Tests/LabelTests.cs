using System.Xml.Linq;
using Trimtab.Plots;

namespace Trimtab.Charts.Tests;

/// <summary>Labels of any length are inside the drawing, leave room for the numbers, and tell different numbers apart.</summary>
public class LabelTests
{
    private const string Candidate =
        "activation = relu, batch_size = 128, dropout = 0.25, epochs = 40, learning_rate = 0.0001, optimizer = adam, units = 512";

    public static TheoryData<string> Texts =>
        ["short", Candidate, new string('w', 300), new string('W', 90), "snake_case_name_without_any_space_" + new string('x', 100), ""];

    public static TheoryData<double, double> Ranges => new()
    {
        { 1e-9, 3e-7 }, { 1e-5, 1 }, { 0, 1e-7 }, { 0.999999, 0.99999999 }, { -3e-8, 2e-8 }, { 1e6, 1e6 + 1e-3 }, { 1e9, 3e9 },
        { 1e90, 3e90 }, { 1e-90, 3e-90 }, { -1e300, 1e300 }, { 0.0001, 0.0009 }, { 5, 5 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Render_OfLabelsOfAnyLength_KeepsThemInsideTheDrawing(string text) => Assert.All(Charts(text), chart =>
    {
        Assert.All(PlacedText.Of(chart), placed =>
        {
            double from = placed.IsVertical ? -400 : 0, to = placed.IsVertical ? 0 : 640;
            Assert.True(placed.Start >= from && placed.End <= to, $"{chart.GetType().Name}: {placed}");
        });
    });

    /// <summary>A quarter of the drawing at least: a candidate with seven hyperparameters has a long name.</summary>
    [Fact]
    public void Render_OfLongCategories_LeavesRoomForTheDots()
    {
        var svg = XElement.Parse(SvgRenderer.Render(Charts(Candidate)[1]));

        var dots = svg.Descendants().Where(e => e.Name.LocalName == "ellipse").Select(dot => (double)dot.Attribute("cx")!).ToList();

        Assert.Equal(2, dots.Count);
        Assert.True(dots.Max() - dots.Min() > 640 / 4.0, $"dots at {string.Join(" and ", dots)}");
    }

    [Fact]
    public void Render_OfALongCategory_ShowsTheWholeNameInLines()
    {
        var chart = (DotChart)Charts(Candidate)[1] with { Title = "", XLabel = "" };

        var texts = PlacedText.Of(chart).Select(placed => placed.Text);

        Assert.Contains(WithoutSpaces(Candidate), WithoutSpaces(string.Concat(texts)), StringComparison.Ordinal);

        static string WithoutSpaces(string text) => text.Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>Decades, fewer of them where there are many, 1-2-5 steps where there are few, round numbers where there are none.</summary>
    [Theory]
    [InlineData(1e-5, 1, new[] { 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1 })]
    [InlineData(1e-9, 1e-6, new[] { 1e-9, 1e-8, 1e-7, 1e-6 })]
    [InlineData(0.9e-3, 0.055, new[] { 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05 })]
    [InlineData(1e-16, 1, new[] { 1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1 })]
    [InlineData(3.1, 3.9, new[] { 3.2, 3.4, 3.6, 3.8 })]
    public void Ticks_OfALogarithmicAxis_AreRoundNumbers(double low, double high, double[] expected)
    {
        double[] ticks = DecadeAxis.TicksBetween(low, high);

        Assert.Equal(expected.Length, ticks.Length);
        Assert.All(expected.Zip(ticks), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * pair.First));
    }

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Render_OfAnyRange_GivesTicksThatDifferAndAreShort(double low, double high)
    {
        var chart = new LineChart { Title = "", XLabel = "", YLabel = "", Curves = [new("a", [low, high], [0.25, 0.75])] };

        AssertTicks(TicksOf(chart), low, high);
        AssertTicks(TicksOf(chart with { Curves = [new("a", [0.25, 0.75], [low, high])] }), low, high);
        if (low > 0)
        {
            AssertTicks(TicksOf(chart with { IsLogX = true }), low, high);
        }
    }

    [Fact]
    public void Render_OfALearningRate_TicksAtPowersOfTen()
    {
        var chart = new LineChart { Title = "", IsLogX = true, Curves = [new("a", [1e-5, 3e-4, 1], [0, 0, 0])] };

        Assert.Superset(new HashSet<string>(["1E-5", "0.0001", "0.001", "0.01", "0.1", "1"]), TicksOf(chart).ToHashSet());
    }

    [Fact]
    public void Render_OfBatchSizes_TicksAtPowersOfTwo()
    {
        var chart = new LineChart { Title = "", IsLogX = true, Curves = [new("a", [16, 32, 128], [0.1, 0.2, 0.3])] };

        Assert.Superset(new HashSet<string>(["16", "32", "64", "128"]), TicksOf(chart).ToHashSet());
    }

    [Fact]
    public void Render_OfCellsBeyondTheDrawable_WritesTheirOwnNumbers()
    {
        var chart = new HeatMapChart
        {
            Title = "",
            Rows = ["a"],
            Columns = ["c", "d", "e", "f"],
            Values = [[1e150, 1e-150, -double.MaxValue, 0.25]],
        };

        Assert.Superset(
            new HashSet<string>(["1E+150", "0.25000", "-1.8E+308"]),
            PlacedText.Of(chart).Select(placed => placed.Text == "-1.80E+308" ? "-1.8E+308" : placed.Text).ToHashSet());
    }

    [Theory]
    [InlineData("one two three", 3, 3, "one\ntwo\nthree")]
    [InlineData("one two three", 100, 1, "one two three")]
    [InlineData("abcdefgh", 2.1, 2, "abc\nd…")]
    [InlineData("", 1, 1, "")]
    [InlineData("😀😀😀", 1.5, 3, "😀\n😀\n😀")]
    [InlineData("😀😀😀", 0, 2, "😀\n😀…")]
    public void Wrapped_OfAWidth_BreaksBetweenWordsAndEndsInAnEllipsis(string text, double width, int lines, string expected) =>
        Assert.Equal(expected, WrappedText.Of(text, width, lines));

    [Fact]
    public void WidthOf_AnyCharacter_IsAtLeastHelveticas()
    {
        for (char letter = ' '; letter <= '~'; letter++)
        {
            string text = letter.ToString();
            Assert.True(WrappedText.WidthOf(text) >= PlacedText.WidthOf(text), text);
        }
    }

    private static void AssertTicks(string[] ticks, double low, double high)
    {
        Assert.True(ticks.Length > 1, $"{ticks.Length} ticks from {low} to {high}");
        Assert.Equal(ticks.Distinct(), ticks);
        Assert.All(ticks, tick => Assert.InRange(tick.Length, 1, 15));
    }

    /// <summary>The labels of the axis that is not from 0.25 to 0.75.</summary>
    private static string[] TicksOf(LineChart chart)
    {
        bool isBelow = chart.Curves[0].X[0] != 0.25;
        var labels = PlacedText.Of(chart).Where(text => text.Text.Length > 0 && text.Anchor == (isBelow ? "middle" : "end"));
        return [.. labels.Select(text => text.Text)];
    }

    private static Chart[] Charts(string text) =>
    [
        new LineChart { Title = text, XLabel = text, YLabel = text, Curves = [new(text, [1, 2], [1, 2]), new("b", [1, 2], [2, 1])] },
        new DotChart { Title = text, XLabel = text, Categories = [text, "b"], Values = [1, 2] },
        new HeatMapChart
        {
            Title = text,
            XLabel = text,
            YLabel = text,
            Rows = [text, "b"],
            Columns = [text, text, "d"],
            Values = [[1, 2, 3], [4, 5, 6]],
        },
        new ParallelChart
        {
            Title = text,
            Axes = [new(text, [(text, 0)]), new(text, [("1", 1)]), new("c", [(text, 0.5), ("1E-05", 1)])],
            Lines = [new([0, 0.5, 1], 1)],
        },
        new ParallelChart
        {
            Title = text,
            Axes = [.. Enumerable.Range(0, 8).Select(_ => new ParallelAxis(text, [("1E-05", 0), (text, 1)]))],
            Lines = [new([0, 0, 0, 0, 0, 0, 0, 0], 1)],
        },
    ];
}
