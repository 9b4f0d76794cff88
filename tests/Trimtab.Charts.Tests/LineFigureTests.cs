using System.Globalization;
using Trimtab.Plots;

namespace Trimtab.Charts.Tests;

public class LineFigureTests
{
    /// <summary>
    /// Six curves between 0.985 and 0.994 and one at 0.68: the six can be told apart, and the legend says where the seventh ends.
    /// </summary>
    [Fact]
    public void Curve_FarFromTheOthers_DoesNotStretchTheAxis()
    {
        double[] ends = [0.985, 0.989, 0.990, 0.991, 0.993, 0.994, 0.6833];

        string svg = SvgRenderer.Render(Plot(ends));

        Assert.Contains("curve 6, ends at 0.6833", svg, StringComparison.Ordinal);
        Assert.DoesNotContain(">0.7<", svg, StringComparison.Ordinal);
        Assert.Contains(">0.99<", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Curves_SpreadEvenly_AreAllShown() =>
        Assert.DoesNotContain("ends at", SvgRenderer.Render(Plot([0.31, 0.45, 0.50, 0.55, 0.56, 0.60, 0.67])), StringComparison.Ordinal);

    /// <summary>Trials too short for a stroke leave a mark.</summary>
    [Fact]
    public void Stroke_WithoutALength_IsSeen()
    {
        var plot = new LineChart
        {
            Title = "short",
            XLabel = "seconds",
            YLabel = "trial",
            Curves =
            [
                new("complete", [1, 1, 1], [0, 0, double.NaN]) { IsStrokes = true },
                new("pruned", [2, 5, 5], [1, 1, double.NaN]) { IsStrokes = true },
            ],
        };

        int squares = SvgRenderer.Render(plot).Split("style=\"fill:rgb(0,114,178);stroke:none;\"").Length - 1;

        Assert.Equal(1 + 2, squares); // the legend's, and the two ends
    }

    private static LineChart Plot(double[] ends) => new()
    {
        Title = "accuracy",
        XLabel = "epoch",
        YLabel = "accuracy",
        Curves =
        [
            .. ends.Select((end, i) => new Curve(
                string.Create(CultureInfo.InvariantCulture, $"curve {i}"), [1, 2, 3], [end - 0.003, end - 0.001, end])),
        ],
    };
}
