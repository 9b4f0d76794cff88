using Trimtab.Storages;

namespace Trimtab.Tool.Tests.Programs.Evaluation;

/// <summary>Which study a command line runs, and with which settings: the same for a run, its plan and its first command lines.</summary>
public sealed class RunOpeningTests : IDisposable
{
    private const string Space = "-p n=1..90 --metric score --maximize", Other = "-p n=1..91 --metric score --maximize";

    private static readonly string[] _program = ["/bin/sh", "-c", "echo score=$0", "{n}"];

    private readonly ToolFolder _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("run --dry-run")]
    [InlineData("plan")]
    [InlineData("run")]
    public async Task OtherSettings_AreRefused(string verb)
    {
        await DoneAsync($"run -n s {Space} -t 2", _program);

        Assert.Equal(2, await _tool.RunAsync($"{verb} -n s {Other} -t 5", _program));
        Assert.Contains("parameter n 1..90, now 1..91", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _tool.RunAsync($"{verb} -n s {Other} -t 5 --extend", _program));
    }

    [Theory]
    [InlineData("run --dry-run")]
    [InlineData("plan")]
    public async Task AnotherStudy_IsPlannedAsItWillRun(string verb)
    {
        await DoneAsync($"run -n s {Space} -t 2", _program);

        await DoneAsync($"{verb} -n s {Other} -t 5 --new", _program);

        Assert.Contains("Study 's-2': 5 trials;", _tool.Output, StringComparison.Ordinal);
        string[] planned = [.. _tool.Output.Split('\n').Where(line => line.StartsWith("  /bin/sh", StringComparison.Ordinal))];
        Assert.Equal(["s"], Names());
        await DoneAsync($"run -n s {Other} -t 5 --new", _program);
        Assert.Equal(planned.Select(line => line.Split(' ')[^1]), Read("s-2").Trials.Select(trial => $"{trial.Parameters["n"]}"));
    }

    [Theory]
    [InlineData("run --dry-run")]
    [InlineData("plan")]
    [InlineData("run")]
    public async Task AProgramThatIsNotThere_IsRefused_AndNothingIsCreated(string verb)
    {
        Assert.Equal(2, await _tool.RunAsync($"{verb} -n s {Space} -t 5", "no-such-program", "{n}"));

        Assert.Contains("no-such-program", _tool.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_tool.PathOf()));
    }

    [Theory]
    [InlineData("run --dry-run")]
    [InlineData("plan")]
    [InlineData("run")]
    public async Task AMistypedName_IsAnUnknownStudy(string verb)
    {
        await DoneAsync($"run -n slow {Space} -t 2", _program);

        Assert.Equal(2, await _tool.RunAsync($"{verb} -n slwo -t 5"));

        Assert.Contains("No study is called 'slwo'. Did you mean 'slow'?", _tool.Error, StringComparison.Ordinal);
    }

    /// <summary>Trials that wait are run though all that were asked for have ended, and so they are planned.</summary>
    [Fact]
    public async Task TrialsThatWait_ArePlanned()
    {
        await DoneAsync($"run -n s {Space} -t 2", _program);
        await DoneAsync("enqueue -n s n=7");

        await DoneAsync("run --dry-run -n s -t 2");

        Assert.Contains("Study 's': 1 trial after 2;", _tool.Output, StringComparison.Ordinal);
    }

    /// <summary>As after an interruption: the line that began a study goes on with it.</summary>
    [Fact]
    public async Task TheSameLine_WithNew_GoesOn()
    {
        await DoneAsync($"run -n s {Space} -t 2", _program);
        await DoneAsync($"run -n s {Other} -t 2 --new", _program);

        await DoneAsync($"run -n s {Other} -t 5 --new", _program);
        await DoneAsync($"run -n s {Space} -t 3 --new", _program);
        await DoneAsync("run -n s -p n=1..92 --metric score --maximize -t 1 --new", _program);

        Assert.Equal(["s", "s-2", "s-3"], Names());
        Assert.Equal((3, 5, 1), (Read("s").Trials.Count, Read("s-2").Trials.Count, Read("s-3").Trials.Count));
    }

    /// <summary>As in a folder of another user: a file is in the way of the folder.</summary>
    [Fact]
    public async Task AFolderThatCantBeMade_IsSaidWithTheWayOut()
    {
        _tool.Write("trimtab-runs", "");

        Assert.Equal(1, await _tool.RunAsync($"run -n s {Space} -t 2", _program));
        Assert.Contains("Name another one by --folder", _tool.Error, StringComparison.Ordinal);
        await DoneAsync($"run -n s {Space} -t 2 --folder {_tool.PathOf("runs")}", _program);
    }

    [Fact]
    public async Task NewAndExtend_ExcludeOneAnother() =>
        Assert.Equal(2, await _tool.RunAsync($"run -n s {Space} -t 2 --new --extend", _program));

    /// <summary>An empty file is no storage yet; what only looks does not make one of it.</summary>
    [Theory]
    [InlineData("run --dry-run -n s -p n=1..90 --metric score --maximize -t 2 -s e.db", true)]
    [InlineData("plan -n s -p n=1..90 --metric score --maximize -t 2 -s e.db", true)]
    [InlineData("run -n s -p n=1..90 --metric score -t 2 -s e.db", true)] // without a direction it is refused
    [InlineData("doctor -s e.db", false)]
    [InlineData("studies -s e.db", false)]
    public async Task Looking_WritesNothing(string line, bool hasProgram)
    {
        string file = _tool.Write("e.db", "");

        await _tool.RunAsync(line, hasProgram ? _program : []);

        Assert.Equal(0, new FileInfo(file).Length);
        Assert.Equal([file], Directory.GetFileSystemEntries(_tool.PathOf()));
    }

    /// <summary>The name alone goes on where the trials of the study are.</summary>
    [Fact]
    public async Task ANamedFolder_IsKept()
    {
        await DoneAsync($"run -n s {Space} -t 1 --folder out", _program);

        await DoneAsync("run -n s -t 2");

        Assert.True(Directory.Exists(_tool.PathOf("out", "1")));
        Assert.False(Directory.Exists(_tool.PathOf("trimtab-runs")));
    }

    /// <summary>As on another machine: a folder that is not the study's is no folder of it.</summary>
    [Fact]
    public async Task ANamedFolder_ThatIsGone_IsThatOfTheName()
    {
        await DoneAsync($"run -n s {Space} -t 1 --folder out", _program);
        Directory.Delete(_tool.PathOf("out"), recursive: true);

        await DoneAsync("run -n s -t 2");

        Assert.False(Directory.Exists(_tool.PathOf("out")));
        Assert.True(Directory.Exists(_tool.PathOf("trimtab-runs", "s", "1")));
    }

    private string[] Names()
    {
        using var storage = Storage();
        return [.. storage.ReadStudies().Select(study => study.Name)];
    }

    private StudySnapshot Read(string study)
    {
        using var storage = Storage();
        return new StudyCatalog(storage).Read(study);
    }

    private StudyStorage Storage() => StudyStorage.Open($"sqlite:{_tool.PathOf("trimtab.db")}");

    private async Task DoneAsync(string words, params string[] program)
    {
        int code = await _tool.RunAsync(words, program);
        Assert.True(code == 0, $"{words}: {code}\n{_tool.Error}");
    }
}
