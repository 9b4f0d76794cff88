using Trimtab.Storages;
using Trimtab.Tool.Programs.Metrics;

namespace Trimtab.Tool.Tests.Programs.Metrics;

/// <summary>A trial reads no file of another trial, nor of an earlier attempt.</summary>
public sealed class MetricFileTests : IDisposable
{
    private const string Run = "run -p x=1..90 --metric v --minimize --from file:m.json#/v ";

    private readonly ToolFolder _tool = new();
    private readonly DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task WithSeveralAtOnce_OnlyTheTrialsFolderCounts()
    {
        string[] here = ["/bin/sh", "-c", "echo '{\"v\": {x}}' > m.json"], own = ["/bin/sh", "-c", "echo '{\"v\": {x}}' > {dir}/m.json"];

        Assert.Equal(3, await _tool.RunAsync($"{Run}-n a -t 4 -j 2", here));
        Assert.Contains("while no other program of the study runs", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _tool.RunAsync($"{Run}-n b -t 4 -j 2", own));
        Assert.Equal(0, await _tool.RunAsync($"{Run}-n c -t 4", here));
        Assert.All(Trials("b").Concat(Trials("c")), trial => Assert.Equal((double)trial.Parameters["x"].Value, trial.Values![0]));
    }

    /// <summary>As where a worker evaluates trials of the study at the same time.</summary>
    [Fact]
    public async Task BesideATrialOfAnotherProcess_OnlyTheTrialsFolderCounts()
    {
        string[] here = ["/bin/sh", "-c", "echo '{\"v\": {x}}' > m.json"];
        await _tool.RunAsync($"{Run}-n a -t 1", here);
        await _tool.RunAsync("ask -n a");

        await _tool.RunAsync("run -n a -t 3");

        Assert.Equal(1, Trials("a").Count(trial => trial.State == TrialState.Complete));
        Assert.Contains("while no other program of the study runs", _tool.Error, StringComparison.Ordinal);
    }

    /// <summary>A pipe without a writer, a device without an end, a file that is too large: none of them holds the tool up.</summary>
    [Theory]
    [InlineData("mkfifo $TRIMTAB_DIR/m.json", "must be a regular file")]
    [InlineData("mkfifo m.json", "must be a regular file")]
    [InlineData("ln -s /dev/zero $TRIMTAB_DIR/m.json", "has 64 MiB at most")]
    [InlineData("truncate -s 67108865 $TRIMTAB_DIR/m.json", "has 64 MiB at most")]
    [InlineData("truncate -s 67108865 m.json", "has 64 MiB at most")]
    [InlineData("mkdir $TRIMTAB_DIR/m.json", "wrote no m.json")]
    public async Task WhatIsNoRegularFileOfBoundedSize_FailsTheTrial(string script, string error)
    {
        Assert.Equal(3, await _tool.RunAsync($"{Run}-t 1", "/bin/sh", "-c", $"{script}; : {{x}}"));

        Assert.Contains(error, _tool.Error, StringComparison.Ordinal);
        Assert.Equal(TrialState.Failed, Assert.Single(Trials("sh")).State);
    }

    [Fact]
    public async Task AnAttemptThatWritesNone_HasNotThatOfTheAttemptBefore()
    {
        const string Program =
            "test -e $TRIMTAB_DIR/again && exit 0; touch $TRIMTAB_DIR/again; echo '{\"v\": 1}' > $TRIMTAB_DIR/m.json; exit 1";

        Assert.Equal(3, await _tool.RunAsync($"{Run}-t 1 --retries 1", "/bin/sh", "-c", $"{Program}; : {{x}}"));

        Assert.Contains("wrote no m.json", _tool.Error, StringComparison.Ordinal);
    }

    /// <summary>The trial before has written it, milliseconds ago.</summary>
    [Fact]
    public async Task ATrialThatWritesNone_HasNotThatOfTheTrialBefore()
    {
        await _tool.RunAsync($"{Run}-t 4", "/bin/sh", "-c", "test $TRIMTAB_TRIAL = 0 && echo '{\"v\": 1}' > m.json; : {x}");

        Assert.Equal(
            [TrialState.Complete, TrialState.Failed, TrialState.Failed, TrialState.Failed], Trials("sh").Select(trial => trial.State));
    }

    [Fact]
    public void AFileOfTheSameLengthAndMoment_IsWrittenAnew()
    {
        string path = _tool.Write("m.json", "1");
        File.SetLastWriteTimeUtc(path, _now.UtcDateTime);
        var file = Before();

        _tool.Write("m.json", "2");
        File.SetLastWriteTimeUtc(path, _now.UtcDateTime);
        file.Keep();

        Assert.Equal("2", File.ReadAllText(MetricFile.In(_tool.PathOf("trial"), "m.json")));
    }

    [Theory]
    [InlineData("m.json", "/t/m.json")]
    [InlineData("out/m.json", "/t/out/m.json")]
    [InlineData("/tmp/m.json", "/t/m.json")]
    [InlineData("../m.json", "/t/m.json")]
    public void AFile_IsInTheTrialsFolder(string path, string expected) => Assert.Equal(expected, MetricFile.In("/t", path));

    private MetricFile Before() => new("m.json", Directory.CreateDirectory(_tool.PathOf("trial")).FullName, _tool.PathOf(), _now);

    private IReadOnlyList<StoredTrial> Trials(string study)
    {
        using var storage = StudyStorage.Open($"sqlite:{_tool.PathOf("trimtab.db")}");
        return storage.ReadTrials(storage.ReadStudies().Single(item => item.Name == study).Id, -1, []);
    }
}
