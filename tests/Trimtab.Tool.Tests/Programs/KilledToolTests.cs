using System.Diagnostics;
using System.Globalization;
using Trimtab.Storages;

namespace Trimtab.Tool.Tests.Programs;

/// <summary>What is left of a tool that was killed as kill -9 does: nothing that runs, and no trial that stays running.</summary>
public sealed class KilledToolTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trimtab");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("sleep 1000")]
    [InlineData("setsid sleep 1000")] // out of the group, which the guard finds by its environment
    public async Task Programs_EndWithTheTool_AndTheTrialIsRunAgain(string left)
    {
        // The pipe stays open as long as a program has it: its end is that of all programs.
        using (var process = ToolProcess.Start(_folder.FullName, "mkfifo alive; " + Command(left) + " & echo $!; cat alive; echo ended"))
        {
            int tool = int.Parse((await NextAsync(process))!, CultureInfo.InvariantCulture);
            Assert.Equal("begun", await NextAsync(process));
            Process.GetProcessById(tool).Kill();
            Assert.Equal("ended", await NextAsync(process));
        }

        var (code, _, errors) = await ToolProcess.RunAsync(_folder.FullName, Command(left));
        Assert.True(code == 0, errors);
        string[] calls = await CallsAsync();
        Assert.Equal([calls[0], calls[0]], calls); // the same arguments
        using var storage = StudyStorage.Open($"sqlite:{Path.Combine(_folder.FullName, "trimtab.db")}");
        Assert.Equal(TrialState.Complete, Assert.Single(storage.ReadTrials(storage.ReadStudies()[0].Id, -1, [])).State);
    }

    [Fact]
    public async Task AProgramThatHadEnded_IsNotRunAgain()
    {
        const string Program = "echo x >> calls; echo step=0 score=1; echo score=2";
        string command = $"trimtab run -p n=1..9 --metric score --maximize -t 1 -s journal:study.log -- /bin/sh -c '{Program}' {{n}}";
        await ToolProcess.RunAsync(_folder.FullName, command);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "trimtab-runs", "sh", "0", "ended.txt")));

        // As if the tool had been killed before the end was stored: what the study has of the trial is that it runs.
        string journal = Path.Combine(_folder.FullName, "study.log");
        string[] lines = await File.ReadAllLinesAsync(journal, TestContext.Current.CancellationToken);
        int end = Array.FindIndex(lines, line => line.Contains("\"op_code\":6,", StringComparison.Ordinal));
        Assert.True(end > 0, string.Join('\n', lines));
        await File.WriteAllLinesAsync(journal, lines[..end], TestContext.Current.CancellationToken);
        var (code, output, errors) = await ToolProcess.RunAsync(_folder.FullName, command);
        Assert.True(code == 0, errors);
        Assert.Contains("score=2", output, StringComparison.Ordinal);
        Assert.Single(await CallsAsync());
    }

    /// <summary>
    /// The program stops the tool before its last line, and the tool is killed when the program has ended: it knows nothing of that line,
    /// nor of the end. Decision 40.
    /// </summary>
    [Theory]
    [InlineData("--metric score --maximize", "echo step=0 score=1; STOP; echo score=2", "score=2", 1)]
    [InlineData("--metric score --maximize", "STOP; echo score=2; exit 1", "score=3", 2)] // it failed, and may do better
    [InlineData("--from exit --minimize", "STOP; exit 4", "exit=4", 1)]
    [InlineData("--metric score --maximize --from file:m.json", "STOP; echo 2 > m.json", "score=2", 1)] // where it runs
    [InlineData("--metric score --maximize --from file:m.json", "STOP; echo 2 > $TRIMTAB_DIR/m.json", "score=2", 1)]
    public async Task AProgramThatEndsBesideAStoppedTool_HasEnded(string metric, string program, string value, int calls)
    {
        const string Again = "test $(wc -l < calls) -gt 1 && echo score=3 && exit;";
        string script = program.Replace("STOP", "kill -STOP ${TRIMTAB_RUN%%-*}", StringComparison.Ordinal);
        string command = $"trimtab run -p n=1..9 {metric} -t 1 -- /bin/sh -c 'echo x >> calls; {Again} exec 9> alive; {script}' {{n}}";
        await ToolProcess.RunAsync(_folder.FullName, $"mkfifo alive; {command} & cat alive; kill -KILL $!; wait");

        var (code, output, errors) = await ToolProcess.RunAsync(_folder.FullName, command);

        Assert.True(code == 0, errors);
        Assert.Contains(value, output, StringComparison.Ordinal);
        Assert.Equal(calls, (await CallsAsync()).Length);
    }

    /// <summary>What becomes of programs whose guard was killed can't be known: they are ended, and run again by another one.</summary>
    [Fact]
    public async Task AGuardThatIsKilled_IsReplaced()
    {
        const string Program = "echo x >> calls; test -e again || { touch again; kill -KILL $PPID; sleep 1000; }; echo score=1";

        var (code, _, errors) = await ToolProcess.RunAsync(
            _folder.FullName, $"trimtab run -p n=1..9 --metric score --maximize -t 2 -- /bin/sh -c '{Program}' {{n}}");

        Assert.True(code == 0, errors);
        Assert.Equal(3, (await CallsAsync()).Length);
    }

    private Task<string[]> CallsAsync() =>
        File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "calls"), TestContext.Current.CancellationToken);

    private static async Task<string?> NextAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

    private static string Command(string left) =>
        "trimtab run -p n=1..9 --metric score --maximize -t 1 --seed 3 -- /bin/sh -c '"
        + "echo $0 >> calls; test -e again && echo score=1 && exit; touch again; exec 9> alive; "
        + $"({left}) & echo begun >&9; wait' {{n}}";
}
