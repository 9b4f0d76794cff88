using Trimtab.Storages;

namespace Trimtab.Tool.Tests;

/// <summary>The verbs that move studies.</summary>
public class MovingVerbTests
{
    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    public async Task Exported_IsImported(string extension)
    {
        using var tool = await new ToolHost().WithBowlAsync(3, 1, 2);

        await tool.DoneAsync($"export trials.{extension}");
        await tool.DoneAsync($"import -n other trials.{extension} -p x=0.0..100.0 -p c=a,b --metric loss --minimize");
        await tool.DoneAsync($"import -n other trials.{extension}"); // the study has them: none is added

        using (var before = tool.OpenStorage())
        {
            Assert.Equal(3, new StudyCatalog(before).Read("other").Trials.Count);
        }

        await tool.DoneAsync($"import -n other trials.{extension} --again");

        using var storage = tool.OpenStorage();
        var (bowl, other) = (new StudyCatalog(storage).Read("bowl"), new StudyCatalog(storage).Read("other"));
        Assert.Equal(6, other.Trials.Count);
        Assert.Equal(bowl.Trials.Select(trial => trial.Parameters), other.Trials.Take(3).Select(trial => trial.Parameters));
        Assert.Equal(bowl.Trials.Select(trial => trial.Value), other.Trials.Skip(3).Select(trial => trial.Value));
    }

    [Theory]
    [InlineData("trials.xlsx", "No format of tables, by a file's extension, is called 'xlsx'.")]
    [InlineData("trials", "is called ''. Known: csv, jsonl, parquet.")]
    public async Task Export_OfAnUnknownFormat_IsAnError(string file, string said)
    {
        using var tool = await new ToolHost().WithBowlAsync(3);

        var outcome = await tool.RunAsync($"export {file}");

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>Python and spreadsheets write True where a command line has true.</summary>
    [Fact]
    public async Task TruthValues_AreThoseOfAListInAnyCase()
    {
        using var tool = new ToolHost();
        await File.WriteAllTextAsync(
            Path.Combine(tool.Folder, "t.csv"), "bias,loss\nTrue,1\nFALSE,2\n", TestContext.Current.CancellationToken);

        await tool.DoneAsync("import t.csv -n s -p bias=true,false --metric loss --minimize");

        using var storage = tool.OpenStorage();
        Assert.Equal(
            ["true", "false"], new StudyCatalog(storage).Read("s").Trials.Select(trial => trial.Parameters["bias"].ToDisplayString()));
    }

    [Fact]
    public async Task Import_OfTwoTitlesOfOneName_IsRefused()
    {
        using var tool = await new ToolHost().WithBowlAsync(3);

        var outcome = await tool.RunAsync("import t.csv -n bowl --title x=x --title x=m");

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains("Got two of 'x'", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copied_IsTheSameElsewhere()
    {
        using var tool = await new ToolHost().WithBowlAsync(3, double.NaN, 1);

        await tool.DoneAsync("copy --to other.log --as copied");

        Assert.Equal(
            await tool.DoneAsync("trials -n bowl"),
            await tool.DoneAsync("trials -n copied -s journal:other.log"));
        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("copy")).Code);
        Assert.Equal(ExitCode.Error, (await tool.RunAsync("copy --to other.log --as copied")).Code);
    }

    [Fact]
    public async Task Delete_AsksOnATerminalOnly()
    {
        using var tool = await new ToolHost().WithBowlAsync(3);

        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("delete -n bowl")).Code);
        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("delete --yes")).Code);
        (tool.IsTerminal, tool.Input) = (true, "no\n");
        Assert.Equal(ExitCode.Error, (await tool.RunAsync("delete -n bowl")).Code);
        tool.Input = "bowl\n";
        await tool.DoneAsync("delete -n bowl");
        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("best -n bowl")).Code);
    }

    [Fact]
    public async Task Doctor_FindsTheStorage()
    {
        using var tool = await new ToolHost().WithBowlAsync(3);

        var storage = (await tool.RunAsync("doctor")).Json.Single(row => (string?)row["check"] == "storage");

        Assert.True((bool)storage["ok"]!);
        Assert.Contains("1 stud", (string)storage["finding"]!, StringComparison.Ordinal);
    }
}
