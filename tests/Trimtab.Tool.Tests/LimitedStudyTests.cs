using System.Text.Json.Nodes;
using Trimtab.Storages;

namespace Trimtab.Tool.Tests;

/// <summary>What the verbs show of trials that are beyond a limit: the best value is not the best trial's then.</summary>
public class LimitedStudyTests
{
    [Fact]
    public async Task Trials_HaveTheirViolation_AndThoseBeyondALimitAreLast()
    {
        using var tool = await LimitedAsync();

        var rows = (await tool.RunAsync("trials --sort value")).Json;

        Assert.Equal([1, 2, 0, 3], rows.Select(row => (int)row["number"]!));
        Assert.Equal([0, 0, 1.5, 2], rows.Select(row => (double)row["violation"]!));
        var reversed = await tool.RunAsync("trials --sort -value -f value -c number");
        Assert.Equal(["3", "0", "2", "1"], reversed.Lines.Select(line => line.Trim()));
    }

    [Fact]
    public async Task Trials_OfAStudyWithoutLimits_HaveNoSuchColumn()
    {
        using var tool = await new ToolHost().WithBowlAsync(3, 1);

        Assert.All((await tool.RunAsync("trials")).Json, row => Assert.False(row.AsObject().ContainsKey("violation")));
    }

    [Fact]
    public async Task Show_SaysHowManyAreBeyondALimit()
    {
        using var tool = await LimitedAsync();

        string page = await tool.DoneAsync("show");
        var row = JsonNode.Parse(await tool.DoneAsync("show -f json"))!;

        Assert.Contains("4 trials: 4 complete (2 beyond a limit)", page, StringComparison.Ordinal);
        Assert.Contains("Best: trial 1", page, StringComparison.Ordinal);
        Assert.Equal(2, (int)row["beyond_limits"]!);
    }

    /// <summary>A study of run knows its limits: they are on the page, and the column is there before a trial is beyond one.</summary>
    [Fact]
    public async Task Verbs_OfAProgramsStudy_HaveItsLimits()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a POSIX shell");
        using var tool = new ToolHost();
        await tool.RunAsync(
        [
            "run", "-n", "small", "-p", "x=1..9", "--metric", "loss", "--minimize", "--limit", "memory<=512", "--limit", "size>=1", "-t",
            "2", "--", "sh", "-c", "echo loss=1 memory=100 size=2 --limit x",
        ]);

        Assert.Contains("limits: memory<=512, size>=1", await tool.DoneAsync("show"), StringComparison.Ordinal);
        Assert.Equal(0, (double)(await tool.RunAsync("trials")).Json[0]["violation"]!);
        Assert.Equal(0, (double)JsonNode.Parse(await tool.DoneAsync("best -f json"))!["violation"]!);
        Assert.Equal(
            ["memory<=512", "size>=1"],
            JsonNode.Parse(await tool.DoneAsync("show -f json"))!["limits"]!.AsArray().Select(limit => (string)limit!));
    }

    /// <summary>The trials have amounts of the old limits: with others, the best of them would be another.</summary>
    [Theory]
    [InlineData("--limit size<=5")]
    [InlineData("--limit size<=20 --limit memory<=9")]
    public async Task OtherLimits_AreRefused_AlsoWithExtend(string limits)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a POSIX shell");
        using var tool = new ToolHost();
        string[] program = ["--", "sh", "-c", "echo loss=$0 size=$0 memory=1", "{x}"];
        string[] space = ["-p", "x=1..9", "--metric", "loss", "--minimize"];
        await tool.RunAsync(["run", "-n", "s", .. space, "--limit", "size<=20", "-t", "2", .. program]);

        string[] others = limits.Split(' ');
        var refused = await tool.RunAsync(["run", "-n", "s", .. others, "-t", "4", "--extend", .. program]);

        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("A study keeps its limits, also with --extend", refused.Error, StringComparison.Ordinal);
        Assert.Contains("'s' has size<=20. Got ", refused.Error, StringComparison.Ordinal);
        string[] another = ["run", "-n", "s", .. space, .. others, "-t", "4", "--new"];
        Assert.NotEqual(ExitCode.Usage, (await tool.RunAsync([.. another, .. program])).Code);
        string[] same = ["run", "-n", "s", "-p", "x=1..8", "--limit", "size<=20", "-t", "4", "--extend"];
        Assert.Equal(ExitCode.Done, (await tool.RunAsync([.. same, .. program])).Code);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    public async Task Export_KeepsTheViolation_AndImportReadsIt(string format)
    {
        using var tool = await LimitedAsync();

        await tool.DoneAsync($"export trials.{format}");
        await tool.DoneAsync($"import trials.{format} -n again -p x=0.0..9.0 --metric loss --minimize");

        Assert.Equal(
            ["0 1.5", "1 0", "2 0", "3 2"],
            (await tool.RunAsync("trials -n again")).Json.Select(row => Invariant($"{(int)row["number"]!} {(double)row["violation"]!}")));
        Assert.Equal(1, (int)JsonNode.Parse(await tool.DoneAsync("best -n again -f json"))!["number"]!);
    }

    /// <summary>A study "small" of four trials: the two with the lowest values are beyond a limit.</summary>
    private static async Task<ToolHost> LimitedAsync()
    {
        (double Loss, double Violation)[] outcomes = [(1, 1.5), (3, 0), (4, 0), (0.5, 2)];
        var tool = new ToolHost();
        using var storage = tool.OpenStorage();
        var study = Study.Open(storage, new() { Name = "small", Objectives = [new("loss")] });
        await study.OptimizeAsync(
            trial =>
            {
                trial.SuggestFloat("x", 0, 9);
                trial.Constrain(outcomes[trial.Number].Violation);
                return outcomes[trial.Number].Loss;
            },
            trials: outcomes.Length);
        return tool;
    }
}
