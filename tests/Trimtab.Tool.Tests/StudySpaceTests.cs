using System.Text.Json.Nodes;
using Trimtab.Storages;

namespace Trimtab.Tool.Tests;

/// <summary>A study has one space, whichever verb asks for it, and a value is read by one rule.</summary>
public class StudySpaceTests
{
    private const string Ask = "ask -n s --metric loss --minimize";

    [Fact]
    public async Task Enqueue_KnowsParametersWithConditionsBeforeATrialHasHadThem()
    {
        using var tool = new ToolHost();
        await tool.DoneAsync($"{Ask} -p opt=adam,sgd -p m=0.0..0.9 --when m:opt=sgd");

        await tool.DoneAsync("enqueue -n s opt=sgd m=0.5");
        var asked = (await tool.RunAsync("ask -n s")).Json.Single();

        Assert.Equal("""{"m":0.5,"opt":"sgd"}""", asked["params"]!.ToJsonString());
    }

    [Theory]
    [InlineData("z=1")]
    [InlineData("x=10")]
    [InlineData("c=2")]
    public async Task Enqueue_BeforeTheFirstTrial_RefusesWhatTheSpaceDoesNotHave(string word)
    {
        using var tool = new ToolHost();
        await File.WriteAllTextAsync(Path.Combine(tool.Folder, "t.csv"), "x,c,loss\n", TestContext.Current.CancellationToken);
        await tool.DoneAsync("import -n s t.csv -p x=0.0..9.0 -p c=a,b --metric loss --minimize");

        Assert.Equal(ExitCode.Usage, (await tool.RunAsync($"enqueue -n s {word}")).Code);
        Assert.Empty(Read(tool).Trials);
        await tool.DoneAsync("enqueue -n s x=1 c=a");
        Assert.Equal("""{"c":"a","x":1}""", (await tool.RunAsync("ask -n s")).Json.Single()["params"]!.ToJsonString());
    }

    [Fact]
    public async Task Import_HasParametersWithConditions_AndKeepsTheSpace()
    {
        using var tool = new ToolHost();
        await File.WriteAllTextAsync(
            Path.Combine(tool.Folder, "t.csv"), "opt,m,loss\nadam,,3\nsgd,0.5,1\n", TestContext.Current.CancellationToken);

        await tool.DoneAsync("import -n s t.csv -p opt=adam,sgd -p m=0.0..0.9 --when m:opt=sgd --metric loss --maximize");
        var trials = Read(tool).Trials;
        var asked = JsonNode.Parse(await tool.DoneAsync("ask -n s"))!;

        Assert.Equal(["opt"], trials[0].Parameters.Keys);
        Assert.Equal(0.5, trials[1].Parameters["m"].As<double>());
        Assert.Equal([Direction.Maximize], Read(tool).Objectives.Select(objective => objective.Direction));
        Assert.Equal((string?)asked["params"]!["opt"] == "sgd", asked["params"]!["m"] is not null);
    }

    [Theory]
    [InlineData("v=007,008", "v=007", "\"007\"")]
    [InlineData("v='7',b", "v=7", "\"7\"")]
    [InlineData("v='7',8", "v=8", "8")]
    [InlineData("v='a,b',c", "v='a,b'", "\"a,b\"")]
    [InlineData("v='a,b',c", "v=a,b", "\"a,b\"")]
    [InlineData("v=1,2.5", "v=1.0", "1")]
    [InlineData("v=flag", "v=true", "true")]
    [InlineData("v=true,false", "v=true", "\"true\"")]
    [InlineData("v=0.0..9.0", "v=5", "5")]
    [InlineData("v=0..9", "v=5.0", "5")]
    [InlineData("v='',a", "v=", "\"\"")]
    [InlineData("v='a=b',c", "v=a=b", "\"a=b\"")]
    public async Task AValue_IsReadAsTheSpaceIsWritten(string space, string word, string expected)
    {
        using var tool = new ToolHost();
        await tool.RunAsync(["ask", "-n", "s", "-p", space, "--metric", "l", "--minimize"]);

        var outcome = await tool.RunAsync(["enqueue", "-n", "s", word]);
        var asked = (await tool.RunAsync("ask -n s")).Json.Single();

        Assert.True(outcome.Code == ExitCode.Done, outcome.Error);
        Assert.Equal(expected, asked["params"]!["v"]!.ToJsonString());
    }

    [Fact]
    public async Task Ask_TakesTheOptionsOfRun()
    {
        using var tool = new ToolHost();

        await tool.DoneAsync(
            "ask -n s -p x=0.0..9.0 --metric loss --minimize --and acc --maximize --sampler \"random\" --seed 7");
        await tool.DoneAsync("ask -n s -p x=0.0..9.0 --metric loss --minimize --and acc --maximize --sampler random --seed 7");

        Assert.Equal([Direction.Minimize, Direction.Maximize], Read(tool).Objectives.Select(objective => objective.Direction));
        Assert.Equal(2, Read(tool).Trials.Count);
        var other = await tool.RunAsync("ask -n s --seed 8");
        Assert.Equal(ExitCode.Usage, other.Code);
        Assert.Contains("seed 7, now 8", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-p x=0..9 --metric loss", "--maximize or --minimize")]
    [InlineData("-p x=0..9", "metric")]
    [InlineData("-p x=0..9 --metric loss --minimize --sampler grid", "brute_force")]
    [InlineData("--metric loss --minimize", "--param")]
    public async Task Ask_HasTheRulesOfRun(string options, string message)
    {
        using var tool = new ToolHost();

        var outcome = await tool.RunAsync($"ask -n s {options}");

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_OfAStudyOfPrograms_TakesTheSameSpaceAgain()
    {
        using var tool = new ToolHost();
        string[] run = ["run", "-n", "s", "-p", "n=1..9", "--from", "time", "-t", "1", "--", "true", "{n}"];
        Assert.Equal(ExitCode.Done, (await tool.RunAsync(run)).Code);

        await tool.DoneAsync("ask -n s -p n=1..9");

        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("ask -n s -p n=1..8")).Code);
        Assert.Equal(2, Read(tool).Trials.Count);
    }

    [Fact]
    public async Task AWorker_RefusesAStudyWithoutACommand_AndRunGivesItOne()
    {
        using var tool = new ToolHost();
        await tool.DoneAsync($"{Ask} -p n=1..9");

        var refused = await tool.RunAsync("worker s -t 2");
        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains("has none", refused.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("run -n s -t 2")).Code);
        string[] run = ["run", "-n", "s", "-t", "2", "--extend", "--", "/bin/sh", "-c", "echo loss=$0", "{n}"];
        var outcome = await tool.RunAsync(run);

        Assert.True(outcome.Code == ExitCode.Done, outcome.Error);
        Assert.Contains(Read(tool).Trials, trial => trial.State == TrialState.Complete);
    }

    private static StudySnapshot Read(ToolHost tool)
    {
        using var storage = tool.OpenStorage();
        return new StudyCatalog(storage).Read("s");
    }
}
