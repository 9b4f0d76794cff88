using System.Text.Json.Nodes;
using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tool.Tests;

/// <summary>The verbs that evaluate trials by hand.</summary>
public class EvaluatingVerbTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AskAndTell_MakeAStudy()
    {
        using var tool = new ToolHost();
        await tool.DoneAsync("ask -n bowl -p x=-2.0..2.0 -p n=1..3 -p c=a,b --metric loss --maximize");
        await tool.DoneAsync("tell -n bowl 0 -0.5");

        var second = JsonNode.Parse(await tool.DoneAsync("ask -n bowl"))!;
        second["values"] = new JsonArray(0.25);
        tool.Input = second.ToJsonString();
        await tool.DoneAsync("tell -n bowl");
        var best = JsonNode.Parse(await tool.DoneAsync("best -n bowl -f json"))!;

        Assert.Equal(1, (int)best["number"]!);
        Assert.Equal(0.25, (double)best["value"]!);
        Assert.True(JsonNode.DeepEquals(second["params"], best["params"]), $"{second["params"]} {best["params"]}");
        Assert.InRange((double)best["params"]!["x"]!, -2, 2);
        Assert.Equal(["loss"], Read(tool).Objectives.Select(objective => objective.Name));
        Assert.Equal([Direction.Maximize], Read(tool).Objectives.Select(objective => objective.Direction));
    }

    [Fact]
    public async Task Asked_StaysRunningWhenItsProcessHasEnded()
    {
        using var tool = new ToolHost();
        await tool.DoneAsync("ask -n bowl -p x=0..9 --metric value --minimize");

        var second = JsonNode.Parse(await tool.DoneAsync("ask -n bowl"))!;

        Assert.Equal(1, (int)second["number"]!);
        Assert.Equal([TrialState.Running, TrialState.Running], Read(tool).Trials.Select(trial => trial.State));
    }

    [Fact]
    public async Task Ask_WithAnotherSpace_IsRefused()
    {
        using var tool = new ToolHost();
        await tool.DoneAsync("ask -n bowl -p x=0..9 --metric value --minimize");

        var outcome = await tool.RunAsync("ask -n bowl -p x=0..10 --metric value --minimize");

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Single(Read(tool).Trials);
        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("ask -n other")).Code);
    }

    [Theory]
    [InlineData("0 0.93 --report 1 0.5")]
    [InlineData("0 --report 1 0.5 --state failed --why x")]
    [InlineData("0 0.93 --why x")]
    public async Task Tell_OfAReportAndAnEnd_IsRefused(string words)
    {
        using var tool = new ToolHost();
        await tool.DoneAsync("ask -n bowl -p x=0..9 --metric value --minimize");

        Assert.Equal(ExitCode.Usage, (await tool.RunAsync($"tell -n bowl {words}")).Code);

        var trial = Assert.Single(Read(tool).Trials);
        Assert.Equal(TrialState.Running, trial.State);
        Assert.Empty(trial.Reports);
    }

    [Theory]
    [InlineData("ask -n two")]
    [InlineData("import -n two rows.csv")]
    public async Task MetricsInAnotherOrder_AreRefused(string verb)
    {
        using var tool = new ToolHost();
        await File.WriteAllTextAsync(Path.Combine(tool.Folder, "rows.csv"), "x,a,b\n2,11,21\n", Token);
        await tool.DoneAsync($"{verb} -p x=0..9 --metric a --minimize --and b --minimize");
        int before = Read(tool, "two").Trials.Count;

        var outcome = await tool.RunAsync($"{verb} -p x=0..9 --metric b --minimize --and a --minimize");

        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains("order of metrics a, b, now b, a", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(before, Read(tool, "two").Trials.Count);
        Assert.Equal(["a", "b"], Read(tool, "two").Objectives.Select(objective => objective.Name));
    }

    [Fact]
    public async Task Ask_PrintsAssignments()
    {
        using var tool = new ToolHost();

        string[] lines = (await tool.RunAsync(
            "ask -n bowl -p lr-x=3..3 -p y=fixed:1e-5 -p \"c=fixed:it's\" --metric value --minimize --shell")).Lines;

        Assert.Equal( // the values that programs of run have in their environment
            ["TRIMTAB_TRIAL=0", "TRIMTAB_ATTEMPT=0", "TRIMTAB_PARAM_C='it'\\''s'", "TRIMTAB_PARAM_LR_X=3", "TRIMTAB_PARAM_Y=1e-5"],
            lines.Select(line => line.Trim()));
    }

    [Fact]
    public async Task Tell_OfAnEarlierAttempt_IsRefused()
    {
        using var tool = new ToolHost();
        await tool.DoneAsync("ask -n bowl -p x=0..9 --metric value --minimize");
        await tool.DoneAsync("retry -n bowl 0");
        var again = JsonNode.Parse(await tool.DoneAsync("ask -n bowl"))!;

        var late = await tool.RunAsync("tell -n bowl 0 0.5 --attempt 0");

        Assert.Equal(0, (int)again["number"]!);
        Assert.Equal(1, (int)again["attempt"]!);
        Assert.Equal(ExitCode.Error, late.Code);
        await tool.DoneAsync("tell -n bowl 0 0.25 --attempt 1");
        Assert.Equal(0.25, Read(tool).Trials[0].Value);
        Assert.Equal(ExitCode.Error, (await tool.RunAsync("tell -n bowl 0 0.5")).Code);
    }

    [Theory]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("-inf", double.NegativeInfinity)]
    [InlineData("+Infinity", double.PositiveInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("-1.5e-3", -0.0015)]
    public async Task Tell_KnowsTheNumbersThatProgramsPrint(string written, double value)
    {
        using var tool = new ToolHost();
        await tool.DoneAsync("ask -n bowl -p x=0.0..9.0 --metric value --minimize");

        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("tell -n bowl 0 1,5")).Code);
        await tool.DoneAsync($"tell -n bowl 0 {written}");

        Assert.Equal(value, Read(tool).Trials[0].Value);
    }

    [Fact]
    public async Task Tell_OfStates_EndsTrials()
    {
        using var tool = new ToolHost();
        for (int i = 0; i < 4; i++)
        {
            await tool.DoneAsync("ask -n bowl -p x=0.0..9.0 --metric value --minimize");
        }

        await tool.DoneAsync("tell -n bowl 0 --state failed --why \"out of memory\"");
        await tool.DoneAsync("tell -n bowl 1 --report 3 0.7");
        await tool.DoneAsync("tell -n bowl 1 --report 4 0.6");
        await tool.DoneAsync("tell -n bowl 1 --state pruned");
        await tool.DoneAsync("tell -n bowl 2 NaN");
        var trials = Read(tool).Trials;

        Assert.Equal([TrialState.Failed, TrialState.Pruned, TrialState.Failed, TrialState.Running], trials.Select(trial => trial.State));
        Assert.Equal("out of memory", trials[0].Error);
        Assert.Equal([4, 5], trials[1].Reports.Select(report => report.Epoch)); // steps 3 and 4: epochs count from 1
        Assert.Equal(0.6, trials[1].Value);
        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("tell -n bowl 3 1 2")).Code);
        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("tell -n bowl 3")).Code);
        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("tell -n bowl 9 1")).Code);
        tool.Input = "not JSON";
        Assert.Equal(ExitCode.Error, (await tool.RunAsync("tell -n bowl")).Code);
    }

    [Fact]
    public async Task Enqueued_IsAskedForFirst()
    {
        using var tool = new ToolHost();
        await tool.DoneAsync("ask -n bowl -p x=0.0..9.0 -p c=1,b --metric value --minimize");

        await tool.DoneAsync("enqueue -n bowl x=4 c=1");
        tool.Input = "{\"x\": 5.5}\n{\"x\": 6, \"c\": \"b\"}\n";
        string[] numbers = (await tool.RunAsync("enqueue -n bowl - -f value")).Lines;
        var asked = (await tool.RunAsync("ask -n bowl")).Json.Single();

        Assert.Equal(["2", "3"], numbers.Select(line => line.Trim()));
        Assert.Equal(1, (int)asked["number"]!);
        Assert.Equal("""{"c":1,"x":4}""", asked["params"]!.ToJsonString());
        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("enqueue -n bowl x=10")).Code);
        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("enqueue -n bowl z=1")).Code);
        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("enqueue -n bowl x")).Code);
        Assert.Equal(4, Read(tool).Trials.Count);
    }

    /// <summary>Optuna's <c>enqueue_trial</c> checks nothing.</summary>
    [Theory]
    [InlineData("-p x=-2.0..2.0 -p c=a,b", "{\"x\": 7.5}", "A value of 'x' is a number within -2.0..2.0. Got '7.5'.")]
    [InlineData("-p x=-2.0..2.0 -p c=a,b", "{\"c\": \"d\"}", "A value of 'c' is one of: a,b. Got 'd'.")]
    [InlineData("-p x=-2..2 -p c=a,b", "{\"x\": 0.5}", "A value of 'x' is a whole number within -2..2. Got '0.5'.")]
    [InlineData("-p x=0..5 -p y=6..9 --given x<y", "{\"x\": 7}", "A value of 'x' is a whole number within 0..5. Got '7'.")]
    public async Task AWaitingTrialThatCannotBe_Fails_AndTheNextOneIsAsked(string space, string values, string why)
    {
        using var tool = new ToolHost();
        await tool.DoneAsync($"ask -n bowl {space} --metric value --minimize");
        Enqueue(tool, values);

        var asked = await tool.RunAsync("ask -n bowl");
        var trials = Read(tool).Trials;

        Assert.Equal(ExitCode.Done, asked.Code);
        Assert.Equal(2, (int)asked.Json.Single()["number"]!);
        Assert.Equal([TrialState.Running, TrialState.Failed, TrialState.Running], trials.Select(trial => trial.State));
        Assert.Equal(why, trials[1].Error);
        Assert.Contains(why, asked.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskForAnothersStudy_HasItsChoices()
    {
        using var tool = new ToolHost();
        Flagged(tool);

        await tool.DoneAsync("ask -n bowl -p bias=false,true");
        await tool.DoneAsync("ask -n bowl");

        Assert.Equal(3, Read(tool).Trials.Count);
        Assert.All(
            Read(tool).Trials,
            trial => Assert.Equal([true, false], Assert.IsType<CategoricalDistribution>(trial.Space["bias"]).Values));
        Assert.All(Read(tool).Trials, trial => Assert.IsType<bool>(trial.Parameters["bias"].Value));
    }

    /// <summary>As Optuna 5.0's RetryHeartbeatStaleTrialCallback: the first that failed, and all numbers before.</summary>
    [Fact]
    public async Task Retry_HasOptunasMarks()
    {
        using var tool = await new ToolHost().WithBowlAsync(3, double.NaN);
        await tool.DoneAsync("retry 1");
        await tool.DoneAsync("ask -n bowl");
        await tool.DoneAsync("tell -n bowl 2 --state failed");
        await tool.DoneAsync("retry 2");

        using var storage = tool.OpenStorage();
        var trials = storage.ReadTrials(storage.FindStudy("bowl")!.Id, -1, []);

        Assert.Equal(["1", "1"], trials.Skip(2).Select(trial => trial.SystemAttributes["failed_trial"]));
        Assert.Equal(["[1]", "[1, 2]"], trials.Skip(2).Select(trial => trial.SystemAttributes["retry_history"]));
    }

    [Fact]
    public async Task Retry_HasExactlyTheParameters()
    {
        using var tool = await new ToolHost().WithBowlAsync(3, double.NaN, double.NaN);
        var failed = Read(tool).Trials[1];

        string[] first = (await tool.RunAsync("retry -f value")).Lines, second = (await tool.RunAsync("retry -f value")).Lines;
        var again = Read(tool).Trials[3];

        Assert.Equal(["3", "4"], first.Select(line => line.Trim()));
        Assert.Empty(second);
        Assert.Equal(TrialState.Waiting, again.State);
        Assert.Equal(failed.Parameters.ToString(), again.Parameters.ToString());
        Assert.Equal(ExitCode.Error, (await tool.RunAsync("retry 0")).Code);
        Assert.Equal(ExitCode.Usage, (await tool.RunAsync("retry 17")).Code);
    }

    [Fact]
    public async Task Plot_OfReports_HasStepsAsTheyWereTold()
    {
        using var tool = new ToolHost();
        await tool.DoneAsync("ask -n bowl -p x=0.0..9.0 --metric value --minimize");
        await tool.DoneAsync("tell -n bowl 0 --report 1000 0.7");
        await tool.DoneAsync("tell -n bowl 0 --report 3000 0.6");
        await tool.DoneAsync("tell -n bowl 0 0.5");

        string svg = await tool.DoneAsync("plot -n bowl intermediate_values");

        Assert.Contains("step", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("1001", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_EndsWhatRuns()
    {
        using var tool = new ToolHost { Time = new Trimtab.Tests.ManualClock() };
        var clock = (Trimtab.Tests.ManualClock)tool.Time;
        using var storage = tool.OpenStorage();
        var study = Study.Open(storage, new() { Name = "bowl", TimeProvider = clock });

        var result = await study.OptimizeAsync(
            async trial =>
            {
                clock.Advance(TimeSpan.FromSeconds(2));
                if (trial.Number == 3)
                {
                    await tool.DoneAsync("stop -n bowl");
                }

                return trial.SuggestFloat("x", 0, 1);
            },
            trials: 100,
            cancellationToken: Token);

        Assert.Equal(StopReason.Requested, result.Reason);
        Assert.Equal(4, study.Count);
        var later = Study.Open(storage, new() { Name = "bowl", TimeProvider = clock });
        var more = await later.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), trials: 2, cancellationToken: Token);
        Assert.Equal(StopReason.TrialsAdded, more.Reason);
    }

    private static void Enqueue(ToolHost tool, string values)
    {
        using var storage = tool.OpenStorage();
        storage.CreateTrial(
            storage.FindStudy("bowl")!.Id,
            new()
            {
                State = TrialState.Waiting,
                SystemAttributes = new Dictionary<string, string> { [StorageAttributes.Enqueued] = values },
            });
    }

    /// <summary>A study of a program in Python, with <c>suggest_categorical("bias", [True, False])</c>.</summary>
    private static void Flagged(ToolHost tool)
    {
        using var storage = tool.OpenStorage();
        var live = Study.Open(storage, new() { Name = "bowl" }).Ask();
        live.Suggest("bias", new CategoricalDistribution([true, false]));
        live.Tell(1);
    }

    private static StudySnapshot Read(ToolHost tool, string study = "bowl")
    {
        using var storage = tool.OpenStorage();
        return new StudyCatalog(storage).Read(study);
    }
}
