using Trimtab.Storages;
using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Tests.Programs;

/// <summary>Studies of shell scripts, each from one command line.</summary>
public sealed class RunVerbTests : IDisposable
{
    private const string Score = "echo score=$((2 * $1))";

    private readonly ToolFolder _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task AProgram_IsTunedFromOneLine()
    {
        int code = await _tool.RunAsync(
            "run -n study -p n=1..8 --metric score --maximize -t 8 --sampler brute_force", "/bin/sh", "-c", Score, "sh", "{n}");
        Assert.True(code == 0, _tool.Error);
        Assert.Contains("n: int 1 to 8", _tool.Error, StringComparison.Ordinal);
        Assert.Contains("score=16", _tool.Output, StringComparison.Ordinal);
        Assert.Contains("n=8", _tool.Output, StringComparison.Ordinal);
        Assert.Equal(8, Trials("study").Count(trial => trial.State == TrialState.Complete));
    }

    [Fact]
    public async Task TheSameCommand_GoesOn_AndTheNameAloneDoes()
    {
        string[] program = ["/bin/sh", "-c", Score, "sh", "{n}"];
        await _tool.RunAsync("run -n study -p n=1..90 --metric score --maximize -t 2", program);
        Assert.Equal(0, await _tool.RunAsync("run -n study -p n=1..90 --metric score --maximize -t 4", program));
        Assert.Contains("2 trials before", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _tool.RunAsync("run -n study -t 5"));
        Assert.Equal(5, Trials("study").Count);
    }

    [Fact]
    public async Task TrialsThatWait_AreEvaluated_EvenWhereAllThatWereAskedForHaveEnded()
    {
        string[] program = ["/bin/sh", "-c", "test -f mended && " + Score, "sh", "{n}"];
        const string Line = "run -n study -p n=1..90 --metric score --maximize -t 2";
        Assert.Equal(3, await _tool.RunAsync(Line, program));
        Assert.Equal(0, await _tool.RunAsync("retry -n study"));
        _tool.Write("mended", "");

        Assert.Equal(0, await _tool.RunAsync(Line, program));

        var trials = Trials("study");
        Assert.Equal([TrialState.Failed, TrialState.Failed, TrialState.Complete, TrialState.Complete], trials.Select(trial => trial.State));
        Assert.Equal(trials[0].Parameters, trials[2].Parameters);
        Assert.Equal(trials[1].Parameters, trials[3].Parameters);
    }

    [Theory]
    [InlineData("median")]
    [InlineData("hyperband")]
    [InlineData("threshold:{\"Upper\":0.5}")]
    public async Task APruner_OfSeveralMetrics_ComparesTheFirst(string pruner)
    {
        int code = await _tool.RunAsync(
            $"run -n two -p n=1..8 --metric loss --minimize --and size --minimize -t 3 --pruner {CommandLineText.Quote(pruner)}",
            "/bin/sh", "-c", "echo step=1 loss=$1; echo loss=$1 size=2", "sh", "{n}");

        Assert.True(code is 0 or 3, _tool.Error);
        Assert.DoesNotContain("must be an objective", _tool.Error, StringComparison.Ordinal);
        bool isBeyond = pruner.StartsWith("threshold", StringComparison.Ordinal);
        Assert.Equal(isBeyond ? 3 : 0, Trials("two").Count(trial => trial.State == TrialState.Pruned));
    }

    [Fact]
    public async Task AnotherSpace_IsRefusedWithTheDifference_AndHasTwoWaysOut()
    {
        string[] program = ["/bin/sh", "-c", Score, "sh", "{n}"];
        await _tool.RunAsync("run -n study -p n=1..90 --metric score --maximize -t 2", program);
        const string Other = "run -n study -p n=1..91 --metric score --maximize -t 3";
        Assert.Equal(2, await _tool.RunAsync(Other, program));
        Assert.Contains("parameter n 1..90, now 1..91", _tool.Error, StringComparison.Ordinal);
        Assert.Contains("--new", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _tool.RunAsync($"{Other} --new", program));
        Assert.Equal(3, Trials("study-2").Count);
        Assert.Equal(0, await _tool.RunAsync($"{Other} --extend", program));
        Assert.Equal(3, Trials("study").Count);
        Assert.Equal(0, await _tool.RunAsync("run -n study -t 4"));
    }

    [Fact]
    public async Task AMetricThatIsNotPrinted_FailsWithTheLastLines()
    {
        int code = await _tool.RunAsync("run -p n=1..8 --metric accuracy --maximize -t 9 --failures 2", "/bin/sh", "-c",
            "echo acc=1; echo oh >&2; : {n}");
        Assert.Equal(3, code);
        Assert.Contains("printed no 'accuracy'", _tool.Error, StringComparison.Ordinal);
        Assert.Contains("acc=1", _tool.Error, StringComparison.Ordinal);
        Assert.Contains("oh", _tool.Error, StringComparison.Ordinal);
        Assert.Contains("by --from where it is: cpu, exit, file,", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(2, Trials("sh").Count);
    }

    [Fact]
    public async Task AMetricThatIsNoNumber_FailsAndIsSaid()
    {
        int code = await _tool.RunAsync(
            "run -p n=1..8 --metric score --maximize -t 1", "/bin/sh", "-c", "echo score=1; echo score=1,5; : {n}");

        Assert.Equal(3, code);
        Assert.Contains("Got '1,5'", _tool.Error, StringComparison.Ordinal);
    }

    /// <summary>As Optuna and its dashboard see it, whether a program counts from 0 or from 1.</summary>
    [Fact]
    public async Task Reports_AreKeptUnderTheStepThatIsPrinted()
    {
        const string Program = "echo step=1 score=1; echo step=1000 score=2; : {n}";
        Assert.Equal(0, await _tool.RunAsync("run -n study -p n=1..8 --metric score --maximize -t 1", "/bin/sh", "-c", Program));

        Assert.Equal([1L, 1000L], Trials("study")[0].IntermediateValues.Keys.Order());
    }

    [Fact]
    public async Task ATrialThatFails_IsTriedAgainWithTheSameArguments()
    {
        // Fails at its first attempt in each folder; exit code 75 needs no --retries.
        const string Failing =
            "echo $0 >> $TRIMTAB_DIR/calls; test -e $TRIMTAB_DIR/again && echo score=1 && exit 0; touch $TRIMTAB_DIR/again; exit ";
        Assert.Equal(0, await _tool.RunAsync("run -n a -p n=0.0..1.0 --metric score --maximize -t 2 --retries 1", "/bin/sh", "-c", Failing
            + "1", "{n}"));
        Assert.Equal(0, await _tool.RunAsync("run -n b -p n=0.0..1.0 --metric score --maximize -t 2", "/bin/sh", "-c", Failing
            + "75", "{n}"));
        Assert.Equal(3, await _tool.RunAsync("run -n c -p n=0.0..1.0 --metric score --maximize -t 2", "/bin/sh", "-c", Failing
            + "1", "{n}"));
        string[] calls = await File.ReadAllLinesAsync(_tool.PathOf("trimtab-runs", "a", "0", "calls"),
            TestContext.Current.CancellationToken);
        Assert.Equal([calls[0], calls[0]], calls);
    }

    [Fact]
    public async Task ThePruner_EndsAProgramByWhatItReports()
    {
        int code = await _tool.RunAsync(
            "run -n study -p n=1..2 --metric score --maximize -t 2 --sampler brute_force --pruner 'threshold:{\"Lower\": 1.5}'",
            "/bin/sh",
            "-c",
            "echo step=0 score=$0; test $0 = 2 || sleep 1000",
            "{n}");
        Assert.True(code == 0, _tool.Error);
        Assert.Equal([TrialState.Complete, TrialState.Pruned], Trials("study").Select(trial => trial.State).Order());
    }

    [Fact]
    public async Task ASignal_EndsProgramsAndPutsTheirTrialsBack()
    {
        string fifo = _tool.PathOf("ready");
        var running = _tool.RunAsync("run -n study -p n=1..8 --metric score --maximize -t 2", "/bin/sh", "-c",
            $"echo > {fifo}; sleep 1000", "{n}");
        using var watcher = new FileSystemWatcher(_tool.PathOf()) { EnableRaisingEvents = true };
        while (!File.Exists(fifo) && !running.IsCompleted)
        {
            watcher.WaitForChanged(WatcherChangeTypes.Created, 100);
        }

        _tool.Interruption.Raise(15);
        Assert.Equal(143, await running);
        Assert.Equal(TrialState.Waiting, Assert.Single(Trials("study")).State);
    }

    [Fact]
    public async Task ExitCodes_SayWhatCameOut()
    {
        string[] program = ["/bin/sh", "-c", Score, "sh", "{n}"];
        Assert.Equal(4, await _tool.RunAsync("run -n a -p n=1..8 --metric score --maximize -t 2 --goal 100", program));
        Assert.Equal(0, await _tool.RunAsync("run -n b -p n=1..8 --metric score --maximize -t 9 --goal 2", program));
        Assert.Equal(2, await _tool.RunAsync("run -n c -p n=1..8 --metric score -t 2", program));
        Assert.Contains("--maximize or --minimize", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _tool.RunAsync("run -n c -p n=1..8 --metric score --maximize -t 2", [.. program, "{m}"]));
        Assert.Equal(2, await _tool.RunAsync("run -n c -p n=1..8 --metric score --maximize", program));
        Assert.Equal(2, await _tool.RunAsync("run -n c -p n=1..8 --metric score --maximize -t 2", "no-such-program", "{n}"));
    }

    [Fact]
    public async Task SeveralMetrics_AreAFront()
    {
        int code = await _tool.RunAsync(
            "run -n study -p n=1..8 --metric score --maximize --and size --minimize -t 8 --sampler nsga2 --limit 'memory<=3'",
            "/bin/sh", "-c", "echo score=$0 size=$0; echo memory=$0", "{n}");
        Assert.True(code == 0, _tool.Error);
        Assert.All(Trials("study"), trial => Assert.Equal(2, trial.Values!.Count));
    }

    [Fact]
    public async Task FirstGuesses_AreTriedOnce()
    {
        string[] program = ["/bin/sh", "-c", Score, "sh", "{n}"];
        await _tool.RunAsync("run -n study -p n=1..90 --metric score --maximize -t 2 --enqueue n=77", program);
        await _tool.RunAsync("run -n study -p n=1..90 --metric score --maximize -t 4 --enqueue n=77", program);
        Assert.Equal(154, Trials("study")[0].Values![0]);
        Assert.Single(Trials("study"), trial => trial.Values![0] == 154);
    }

    [Fact]
    public async Task APlan_RunsTheFirstCommandOnce_AndADryRunNone()
    {
        string[] program = ["/bin/sh", "-c", "echo x >> $1; echo score=1", "sh", _tool.PathOf("calls"), "{n}"];
        Assert.Equal(0, await _tool.RunAsync("run -n study -p n=1..90 --metric score --maximize -t 50 --dry-run", program));
        Assert.False(File.Exists(_tool.PathOf("calls")));
        string[] lines = [.. _tool.Output.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal))];
        Assert.Equal(5, lines.Length);
        Assert.Equal(0, await _tool.RunAsync("plan -n study -p n=1..90 --metric score --maximize -t 50", program));
        Assert.Single(await File.ReadAllLinesAsync(_tool.PathOf("calls"), TestContext.Current.CancellationToken));
        Assert.Contains("50 trials", _tool.Output, StringComparison.Ordinal);
        Assert.Contains("The first command took", _tool.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_tool.PathOf("trimtab.db")));
        await _tool.RunAsync("run -n study -p n=1..90 --metric score --maximize -t 1", program);
        Assert.Contains(lines[0], _tool.Output, StringComparison.Ordinal); // the first command line, as planned
    }

    [Fact]
    public async Task AFile_SaysTheSame()
    {
        string file = _tool.Write("study.yaml", """
            name: study
            command: [/bin/sh, -c, 'echo score=$((2 * $0))', "{n}"]
            parameters:
              n: 1..90
              opt: [adam, sgd]
            metrics:
              - {name: score, direction: maximize}
            trials: 2
            """.Replace("\"{n}\"", "\"{n}\", \"{opt}\"", StringComparison.Ordinal));
        Assert.Equal(0, await _tool.RunAsync($"check {file}"));
        Assert.Contains("opt: adam or sgd", _tool.Output, StringComparison.Ordinal);
        Assert.Equal(0, await _tool.RunAsync($"run {file}"));
        Assert.Equal(0, await _tool.RunAsync($"run {file} -t 3"));
        Assert.Equal(3, Trials("study").Count);
        Assert.Equal(0, await _tool.RunAsync("worker study -t 4"));
        Assert.Equal(4, Trials("study").Count);
        Assert.Equal(2, await _tool.RunAsync("check nothing.yaml"));
        _tool.Write("bad.yaml", "parameters: [1]\n");
        Assert.Equal(2, await _tool.RunAsync($"check {_tool.PathOf("bad.yaml")}"));
        Assert.Contains("Line 1", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALineOfTheShell_IsRunOnRequest()
    {
        int code = await _tool.RunAsync(
            "run -n study -p n=1..8 -p word=\"'a b',c\" --metric score --minimize -t 3 --shell 'echo {word} | wc -c; echo score={n}'");
        Assert.True(code == 0, _tool.Error);
        Assert.All(Trials("study"), trial => Assert.InRange(trial.Values![0], 1, 8));
    }

    [Fact]
    public async Task AnOptionThatIsMisspelt_IsAnErrorThatSaysWhichIsMeant()
    {
        Assert.Equal(2, await _tool.RunAsync("run -p n=1..8 --metric score --maximize --trails 5", "/bin/sh", "-c", Score, "sh", "{n}"));
        Assert.Contains("Did you mean 'trials'", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(2, await _tool.RunAsync("run train.py data.txt -p n=1..8 --metric score --maximize -t 5"));
        Assert.Contains("-- train.py data.txt", _tool.Error, StringComparison.Ordinal);
        string file = _tool.Write("study.yaml", "trails: 5\n");
        Assert.Equal(2, await _tool.RunAsync($"check {file}"));
        Assert.Contains("Did you mean 'trials'", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADraft_IsAFileThatChecks()
    {
        Assert.Equal(0, await _tool.RunAsync("init", "/bin/sh", "train.sh", "--lr", "0.01", "--layers=3", "--opt", "adam", "--bias", "-v",
            "data.txt"));
        _tool.Write("study.yaml", _tool.Output);
        Assert.Equal(0, await _tool.RunAsync($"check {_tool.PathOf("study.yaml")}"));
        Assert.Contains("lr: float 0.001 to 0.1, log", _tool.Output, StringComparison.Ordinal);
        Assert.Contains("layers: int 1 to 12", _tool.Output, StringComparison.Ordinal);
        Assert.Contains("bias: flag", _tool.Output, StringComparison.Ordinal);
        Assert.Contains("command: /bin/sh train.sh --lr '{lr}' '--layers={layers}' --opt '{opt}' '{bias}' -v data.txt", _tool.Output,
            StringComparison.Ordinal);
    }

    private IReadOnlyList<StoredTrial> Trials(string study)
    {
        using var storage = StudyStorage.Open($"sqlite:{_tool.PathOf("trimtab.db")}");
        return storage.ReadTrials(storage.ReadStudies().Single(item => item.Name == study).Id, -1, []);
    }
}
