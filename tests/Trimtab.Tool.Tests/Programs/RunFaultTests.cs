using System.Diagnostics;
using Trimtab.Storages;
using Trimtab.Tool.Programs.Evaluation;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Tests.Programs;

/// <summary>Runs beside which something is wrong: another order, long lines, a full disk, other processes.</summary>
public sealed class RunFaultTests : IDisposable
{
    private static readonly string[] _ids = ["one", "two"];

    private readonly ToolFolder _tool = new();

    public void Dispose() => _tool.Dispose();

    /// <summary>Values are stored by place: in another order each would get the name of another metric.</summary>
    [Theory]
    [InlineData("--metric b --minimize --and a --minimize", "")]
    [InlineData("--metric b --minimize --and a --minimize", "--extend")]
    [InlineData("--metric b --minimize --and c --minimize", "--extend")]
    public async Task MetricsInAnotherOrder_AreRefused_AndNothingIsRenamed(string metrics, string option)
    {
        string[] program = ["/bin/sh", "-c", "echo a=$1; echo b=$((100 - $1)); echo c=0", "sh", "{x}"];
        await _tool.RunAsync("run -n two -p x=0..10 --metric a --minimize --and b --minimize -t 2", program);

        Assert.Equal(2, await _tool.RunAsync($"run -n two -p x=0..10 {metrics} -t 3 {option}", program));

        Assert.Contains("a, b", _tool.Error, StringComparison.Ordinal);
        Assert.All(Trials("two"), trial => Assert.Equal(trial.Parameters["x"].Value, trial.Values![0]));
        Assert.Equal(2, Trials("two").Count);
        Assert.Equal(0, await _tool.RunAsync($"run -n two -p x=0..10 {metrics} -t 2 --new", program));
        Assert.Equal(2, Trials("two-2").Count);
    }

    /// <summary>A part of a line may have a number that is another one's, or be the beginning of one.</summary>
    [Fact]
    public async Task ALineThatIsTooLong_HasNoNumber()
    {
        int code = await _tool.RunAsync(
            "run -n long -p n=1..8 --metric m --maximize -t 1", "/bin/sh", "-c",
            "head -c 1048570 /dev/zero | tr '\\0' y; echo ' m=0.123456789'", "sh", "{n}");

        Assert.Equal(3, code);
        Assert.Contains("A line of more than 1 MiB was not read", _tool.Error + _tool.Output, StringComparison.Ordinal);
        Assert.Equal(TrialState.Failed, Trials("long")[0].State);
    }

    [Fact]
    public async Task ALineOfManyNumbers_IsReadWhole()
    {
        int code = await _tool.RunAsync(
            "run -n long -p n=1..8 --metric m --maximize -t 1", "/bin/sh", "-c",
            "echo \"{\\\"history\\\": [$(seq -s, -f '{\"m\": 0.1%g}' 1 20000)], \\\"m\\\": 0.93}\"", "sh", "{n}");

        Assert.True(code == 0, _tool.Error);
        Assert.Equal([0.93], Trials("long")[0].Values);
    }

    [Theory]
    [InlineData("-t 50", "test $TRIMTAB_TRIAL = 0 && echo score=1; exit $((TRIMTAB_TRIAL > 0))", 1)] // ten failures in a row after one
    [InlineData("-t 50 --goal 2", "test $TRIMTAB_TRIAL = 0 && echo score=1; exit $((TRIMTAB_TRIAL > 0))", 1)]
    [InlineData("-t 2 --limit size<=1", "echo score=1 size=2", 3)] // no trial may be the best
    [InlineData("-t 2 --timeout 60d --grace 60d", "echo score=1", 0)]
    [InlineData("-t 1 --timeout 100ms --grace 60d", "sleep 1000", 3)]
    public async Task TheExitCode_SaysHowItEnded(string options, string script, int code)
    {
        Assert.Equal(code, await _tool.RunAsync(
            $"run -n study -p n=1..90 --metric score --maximize {options}", "/bin/sh", "-c", $"{script}; : {{n}}"));
    }

    [Fact]
    public async Task WhatBeganASessionOfItsOwn_EndsWithTheTool_OrWithATrialThatIsEnded()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "needs /proc");
        const string Program = "setsid sleep 1000 & echo $! > $TRIMTAB_DIR/id; ";
        const string EndsBesideNoOther =
            "test $TRIMTAB_TRIAL = 0 && exec sleep 1000; ! grep -qs sleep /proc/$(cat $TRIMTAB_DIR/../0/id)/cmdline && echo score=1";
        Assert.Equal(0, await _tool.RunAsync(
            "run -n study -p n=1..90 --metric score --maximize -t 2 --timeout 1s",
            "/bin/sh", "-c", $"{Program}{EndsBesideNoOther}; : {{n}}"));

        string[] ids = [await IdAsync("0"), await IdAsync("1")];

        Assert.All(ids, id => Assert.False(Runs(id), id));

        static bool Runs(string id) // of one that has ended and was not waited for, Linux has no command line
        {
            try
            {
                return File.ReadAllText($"/proc/{id}/cmdline").Contains("sleep", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        }

        async Task<string> IdAsync(string trial) => (await File.ReadAllTextAsync(
            _tool.PathOf("trimtab-runs", "study", trial, "id"), TestContext.Current.CancellationToken)).Trim();
    }

    /// <summary>Two processes with one first line: one of them has made the study, and the other goes on with it.</summary>
    [Fact]
    public void TwoFirstRunsAtOnce_AreOfOneStudy()
    {
        using var storage = new MemoryStorage();
        var settings = Settings("-p", "n=1..9", "--metric", "a", "--minimize", "-t", "1", "--enqueue", "n=5", "--", "/bin/sh");
        var studies = Enumerable.Range(0, 2).Select(_ => Study.Open(storage, settings.Study.Options(TimeProvider.System))).ToList();
        long id = storage.ReadStudies()[0].Id;

        Assert.Equal([true, false], _ids.Select(mine => StoredRun.Claim(storage, id, settings with { Id = mine })));
        studies.ForEach(study => RunSession.Enqueue(settings, study, storage, id));
        studies.ForEach(study => RunSession.Enqueue(settings, study, storage, id));

        Assert.Single(storage.ReadTrials(id, -1, []));
        Assert.Equal("one", StoredRun.Of(storage.ReadStudies()[0], new())!.Id);
    }

    [Fact]
    public async Task AFullDiskUnderTheTrials_IsNoFailureOfTheProgram()
    {
        string folder = Directory.CreateDirectory(_tool.PathOf("small")).FullName;
        Assert.SkipUnless(await RunsAsync("mount", "-t", "tmpfs", "-o", "size=64k", "none", folder), "needs the right to mount");
        try
        {
            string[] program = ["/bin/sh", "-c", "head -c 20000 /dev/zero > $TRIMTAB_DIR/data; echo score=1; : {n}"];

            Assert.Equal(1, await _tool.RunAsync("run -n study -p n=1..90 --metric score --maximize -t 9 --folder small", program));

            Assert.Contains("must be writable", _tool.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(Trials("study"), trial => trial.State == TrialState.Failed);
            Assert.Contains(Trials("study"), trial => trial.State == TrialState.Waiting);
        }
        finally
        {
            await RunsAsync("umount", folder);
        }
    }

    /// <summary>Twice it asks to be run again, then it fails once: --retries is of failures.</summary>
    [Fact]
    public async Task ExitCode75_UsesUpNoRetry()
    {
        const string Program =
            "echo >> $TRIMTAB_DIR/calls; case $(wc -l < $TRIMTAB_DIR/calls) in 1|2) exit 75;; 3) exit 1;; esac; echo score=1";

        Assert.Equal(0, await _tool.RunAsync(
            "run -n a -p n=1..9 --metric score --maximize -t 1 --retries 1", "/bin/sh", "-c", $"{Program}; : {{n}}"));

        Assert.Equal(TrialState.Complete, Assert.Single(Trials("a")).State);
    }

    [Fact]
    public async Task AnotherMetric_IsSaidAtTheTime()
    {
        string[] program = ["/bin/sh", "-c", "echo loss=1 size=2; : {n}"];
        await _tool.RunAsync("run -n a -p n=1..9 --metric loss --minimize -t 1", program);

        Assert.Equal(0, await _tool.RunAsync("run -n a -p n=1..9 --metric size --minimize -t 2 --extend", program));

        Assert.Contains("values of 'loss', which count as 'size' from now on", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACurrentFolderThatWasDeleted_IsSaid()
    {
        var (code, _, errors) = await ToolProcess.RunAsync(_tool.PathOf(), "mkdir gone; cd gone; rmdir ../gone; trimtab studies");

        Assert.Equal(1, code);
        Assert.Contains("The current folder must be there.", errors, StringComparison.Ordinal);
    }

    private static RunSettings Settings(params string[] words)
    {
        var options = new RunOptions();
        return new RunReader(new(options, [options.Parse(words)], null), "study", "/").Read();
    }

    private static async Task<bool> RunsAsync(string file, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(file, words) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }

    private IReadOnlyList<StoredTrial> Trials(string study)
    {
        using var storage = StudyStorage.Open($"sqlite:{_tool.PathOf("trimtab.db")}");
        return storage.ReadTrials(storage.ReadStudies().Single(item => item.Name == study).Id, -1, []);
    }
}
