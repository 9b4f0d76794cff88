using Trimtab.Storages;

namespace Trimtab.Tool.Tests.Programs;

/// <summary>Trials of a study that goes on are such as its storage, and Optuna, can take beside those it has.</summary>
public sealed class LaterTrialsTests : IDisposable
{
    private readonly ToolFolder _tool = new();

    public void Dispose() => _tool.Dispose();

    /// <summary>A storage has one class, scale and list of choices of a parameter, as Optuna's have.</summary>
    [Theory]
    [InlineData("a,b", "a,b,c")]
    [InlineData("1..5", "1.0..9.0")]
    [InlineData("1,2", "1..5")]
    [InlineData("1..5", "1..5:log")]
    [InlineData("1.0..5.0", "1.0..5.0:log")]
    public async Task ASpaceThatTheStorageCannotTake_IsRefused_AndNothingChanges(string before, string now)
    {
        string[] program = ["/bin/sh", "-c", "echo score=1", "sh", "{o}"];
        Assert.Equal(0, await _tool.RunAsync($"run -n study -p o={before} --metric score --maximize -t 2", program));

        Assert.Equal(2, await _tool.RunAsync($"run -n study -p o={now} --metric score --maximize -t 4 --extend", program));
        Assert.Contains(
            $"'o' was {before}, now {now}. Another study can have it (run begins one by --new)", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(2, Read().Trials.Count);
        Assert.Equal(0, await _tool.RunAsync("run -n study -t 3"));
        Assert.Equal(0, await _tool.RunAsync($"run -n study -p o={now} --metric score --maximize -t 1 --new", program));
    }

    [Theory]
    [InlineData("a,b", "b,a")]
    [InlineData("1,2", "2.0,1.0")]
    [InlineData("flag", "true,false")]
    [InlineData("1..5", "1..9:step=2")]
    public async Task ASpaceThatTheStorageCanTake_GoesOn(string before, string now)
    {
        string[] program = ["/bin/sh", "-c", "echo score=1", "sh", "{o}"];
        Assert.Equal(0, await _tool.RunAsync($"run -n study -p o={before} --metric score --maximize -t 2", program));

        Assert.Equal(0, await _tool.RunAsync($"run -n study -p o={now} --metric score --maximize -t 8 --extend", program));
        Assert.Equal(0, await _tool.RunAsync("worker study -t 9"));

        Assert.Equal(9, Read().Trials.Count(trial => trial.State == TrialState.Complete));
        Assert.True(before.Contains("..", StringComparison.Ordinal) || Read().Trials.Select(trial => trial.Space).Distinct().Count() == 1);
    }

    /// <summary>Numbers that trials have had are those that a list writes in another way.</summary>
    [Fact]
    public async Task NumbersThatAreWrittenInAnotherWay_AreThose()
    {
        using (var storage = Open())
        {
            var study = Study.Open(storage, new() { Name = "study", Objectives = [new("score")] });
            await study.OptimizeAsync(
                trial => trial.SuggestCategorical("o", [1e-4, 1e-3]),
                trials: 2,
                cancellationToken: TestContext.Current.CancellationToken);
        }

        int code = await _tool.RunAsync(
            "run -n study -p o=1e-3,1e-4 --metric score --minimize -t 4 --extend", "/bin/sh", "-c", "echo score=$0", "{o}");

        Assert.True(code == 0, _tool.Error);
        Assert.All(Read().Trials, trial => Assert.Equal(trial.Parameters["o"].As<double>(), trial.Value));
    }

    /// <summary>A study that has no program yet takes any, if all else is as it was made.</summary>
    [Theory]
    [InlineData("ask -n study -p o=1..5 --metric score --maximize")]
    [InlineData("import t.csv -n study -p o=1..5 --metric score --maximize")]
    public async Task AStudyThatWasMadeWithoutAProgram_GoesOnWithOne(string made)
    {
        _tool.Write("t.csv", "o,score\n3,1\n");
        Assert.Equal(0, await _tool.RunAsync(made));
        string[] program = ["/bin/sh", "-c", "echo score=1", "{o}"];
        Assert.Equal(2, await _tool.RunAsync("run -n study -p o=1..6 --metric score --maximize -t 3", program));
        Assert.Contains("parameter o 1..5, now 1..6", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _tool.RunAsync("run -n study -p o=1..5 --metric score --maximize -t 3", program));
        Assert.Equal(0, await _tool.RunAsync("worker study -t 4"));

        Assert.Equal(4, Read().Trials.Count(trial => trial.State == TrialState.Complete));
    }

    /// <summary>In the same folder as the original, with the same seed and so the same arguments.</summary>
    [Fact]
    public async Task ACopy_DoesNotTakeTheEndsOfItsOriginal()
    {
        string[] program = ["/bin/sh", "-c", "echo x >> calls; echo score={o}"];
        Assert.Equal(0, await _tool.RunAsync("run -n study -p o=1..9 --metric score --maximize -t 1 --folder all --seed 1", program));
        Assert.Equal(0, await _tool.RunAsync("copy -n study --as copy"));
        Assert.Equal(0, await _tool.RunAsync("run -n study -t 2 --folder all"));
        Assert.Equal(0, await _tool.RunAsync("run -n copy -t 2 --folder all"));

        Assert.Equal(3, (await File.ReadAllLinesAsync(_tool.PathOf("calls"), TestContext.Current.CancellationToken)).Length);
    }

    /// <summary>What was given in another program fails with a sentence, and the run goes on.</summary>
    [Fact]
    public async Task AWaitingTrialThatCannotBe_Fails()
    {
        string[] program = ["/bin/sh", "-c", "echo score=1", "sh", "{o}"];
        Assert.Equal(0, await _tool.RunAsync("run -n study -p o=1..5 --metric score --maximize -t 1", program));
        await _tool.RunAsync("enqueue -n study o=3");
        using (var storage = Open())
        {
            storage.CreateTrial(
                storage.FindStudy("study")!.Id,
                new()
                {
                    State = TrialState.Waiting,
                    SystemAttributes = new Dictionary<string, string> { ["fixed_params"] = "{\"o\": 9}" },
                });
        }

        Assert.Equal(0, await _tool.RunAsync("run -n study -t 3"));

        Assert.Equal("A value of 'o' is a whole number within 1..5. Got '9'.", Read().Trials[2].Error);
    }

    /// <summary>Optuna's GPSampler refuses trials with unlike numbers of constraints.</summary>
    [Fact]
    public async Task EachLimit_HasANumberInEachCompleteTrial()
    {
        string[] program = ["/bin/sh", "-c", "echo score=1 size=$1 depth=2", "sh", "{o}"];
        Assert.Equal(0, await _tool.RunAsync(
            "run -n study -p o=1,5 --metric score --maximize --sampler brute_force --limit size<=3 --limit depth>=1 -t 2", program));

        using var storage = Open();
        var trials = storage.ReadTrials(storage.FindStudy("study")!.Id, -1, []);
        Assert.Equal(
            ["[-2.0, -1.0]", "[2.0, -1.0]"], trials.Select(trial => trial.SystemAttributes["constraints"]).Order(StringComparer.Ordinal));
        Assert.Equal([0, 2], Read().Trials.Select(trial => trial.Violation).Order());
    }

    private StudyStorage Open() => StudyStorage.Open($"sqlite:{_tool.PathOf("trimtab.db")}");

    private StudySnapshot Read()
    {
        using var storage = Open();
        return new StudyCatalog(storage).Read("study");
    }
}
