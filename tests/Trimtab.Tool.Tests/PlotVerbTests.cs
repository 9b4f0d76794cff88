using System.Text.RegularExpressions;
using System.Xml.Linq;
using Trimtab.Plots;
using Trimtab.Storages;
using Trimtab.Tool.Sketches;

namespace Trimtab.Tool.Tests;

/// <summary>What the verb <c>plot</c> draws: the parameters and objectives that are named.</summary>
public class PlotVerbTests
{
    /// <summary>Of more columns than fit some are left out, and the sketch says so; a number is never broken.</summary>
    [Fact]
    public void AHeatMap_FitsTheTerminal()
    {
        using var output = new StringWriter();
        var context = new ToolContext
        {
            Input = TextReader.Null,
            Output = output,
            Error = TextWriter.Null,
            Folder = "/",
            IsOutputTerminal = true,
            Width = () => 80,
        };
        var chart = new HeatMapChart
        {
            Title = "map",
            Rows = ["1.78E-05", "0.000178"],
            Columns = [.. Enumerable.Range(0, 20).Select(i => $"0.0001{i:D2}")],
            Values = [.. Enumerable.Range(0, 2).Select(row => Enumerable.Range(0, 20).Select(i => 0.93712 + row).ToArray())],
        };

        ChartSketch.Write(chart, context.OutputScreen);

        string[] lines = [.. Regex.Replace(output.ToString(), "\\e\\[[0-9;]*m", "").Split('\n').Select(line => line.TrimEnd())];
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Single(lines, line => line.Contains("1.78E-05", StringComparison.Ordinal)
            && line.Contains("0.9371", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("0.000100", StringComparison.Ordinal)
            && line.Contains("0.000119", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("of 20 columns", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("slice -p c", "loss by c")]
    [InlineData("contour -p y -p x", "loss: best by y and x")]
    [InlineData("contour --param c", "loss: best by c and")]
    [InlineData("rank -p x -p y --objective cost", "cost: mean rank, 0 is best, by x and y")]
    [InlineData("slice --objective cost -p x", "cost by x")]
    [InlineData("optimization_history --objective cost", "two: optimization history of cost")]
    [InlineData("edf --objective cost", "Empirical distribution of cost")]
    [InlineData("param_importances --objective cost", "two: parameter importance of cost")]
    [InlineData("parallel_coordinate -p c -p x --objective cost", "two: parallel coordinates of cost")]
    public async Task Plot_OfNamedParametersAndObjectives_DrawsThose(string plot, string title)
    {
        using var tool = await TwoObjectivesAsync();

        var svg = XElement.Parse(await tool.DoneAsync($"plot {plot}"));

        Assert.StartsWith(title, svg.Elements().First(item => item.Name.LocalName == "title").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plot_OfAParetoFront_HasTheObjectivesOnTheAxesThatAreNamed()
    {
        using var tool = await TwoObjectivesAsync();

        string[] texts = [.. XElement.Parse(await tool.DoneAsync("plot pareto_front --objective cost --objective loss")).Descendants()
            .Where(item => item.Name.LocalName == "text").Select(item => item.Value)];

        Assert.True(Array.IndexOf(texts, "cost") >= 0 && Array.IndexOf(texts, "loss") >= 0, string.Join('|', texts));
    }

    /// <summary>Three parameters are three slices or three pairs; SVG has one chart.</summary>
    [Fact]
    public async Task Plot_OfMoreNamesThanItShows_IsAPageOfEach()
    {
        using var tool = await TwoObjectivesAsync();

        await tool.DoneAsync("plot slice -p x -p y -p c -o slice.html");
        await tool.DoneAsync("plot contour -p x -p y -p c -o contour.html");
        var refused = await tool.RunAsync("plot slice -p x -p y -o slice.svg");

        Assert.Equal(["loss by x", "loss by y", "loss by c"], Headings(tool, "slice.html"));
        Assert.Equal(
            ["loss: best by x and y", "loss: best by x and c", "loss: best by y and c"], Headings(tool, "contour.html"));
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("SVG has one chart. These are 2: write them to a page, -o plots.html.", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plot_OfAll_DrawsEveryObjective()
    {
        using var tool = await TwoObjectivesAsync();

        await tool.DoneAsync("plot all -o all.html");

        string[] headings = Headings(tool, "all.html");
        Assert.Contains("two: optimization history of loss", headings);
        Assert.Contains("two: optimization history of cost", headings);
        Assert.Single(headings, heading => heading == "two: Pareto front");
        Assert.Single(headings, heading => heading == "two: timeline");
        Assert.Equal(headings.Distinct(), headings);
    }

    [Fact]
    public async Task Plot_WithoutSuchASetting_SaysWhichPlotsHaveIt()
    {
        using var tool = await TwoObjectivesAsync();

        var refused = await tool.RunAsync("plot timeline -p x");
        var unknown = await tool.RunAsync("plot slice -p nosuch");

        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains(
            "--param is for contour, parallel_coordinate, rank, slice. 'timeline' is drawn without.",
            refused.Error,
            StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, unknown.Code);
        Assert.Contains("No parameter is called 'nosuch'. Known: c, x, y.", unknown.Error, StringComparison.Ordinal);
    }

    /// <summary>Every plot that chooses parameters or objectives takes the options: a new plot, too.</summary>
    [Fact]
    public async Task EveryPlot_ThatHasAnObjective_TakesTheOption()
    {
        using var tool = await TwoObjectivesAsync();
        string[] chosen = [.. Plot.Catalog.Names.Where(name => Plot.Catalog.TypeOf(name).GetProperties().Any(
            property => property.Name.EndsWith("Objective", StringComparison.Ordinal)))];

        Assert.NotEmpty(chosen);
        foreach (string name in chosen)
        {
            await tool.DoneAsync($"plot {name} --objective cost");
        }
    }

    [Fact]
    public async Task Help_OfPlot_NamesItsArgumentInOneWord()
    {
        using var tool = new ToolHost();

        string[] lines = (await tool.DoneAsync("plot --help")).Split('\n');

        Assert.Contains(lines, line => line.StartsWith("  <plot> ", StringComparison.Ordinal));
    }

    /// <summary>A study "two" of objectives loss and cost, with parameters x, y and c.</summary>
    private static async Task<ToolHost> TwoObjectivesAsync()
    {
        var tool = new ToolHost();
        using var storage = tool.OpenStorage();
        var study = Study.Open(storage, new() { Name = "two", Objectives = [new("loss"), new("cost")], Seed = 1 });
        await study.OptimizeAsync(
            trial =>
            {
                double x = trial.SuggestFloat("x", 0, 1), y = trial.SuggestFloat("y", 0, 1);
                trial.SuggestCategorical("c", ["a", "b"]);
                return [x + y, 1 - x];
            },
            trials: 12);
        return tool;
    }

    private static string[] Headings(ToolHost tool, string file) =>
    [
        .. System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(Path.Combine(tool.Folder, file)), "<h2>(.*?)</h2>")
            .Select(match => match.Groups[1].Value),
    ];
}
