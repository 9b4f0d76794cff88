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

    private Task<string[]> CallsAsync() =>
        File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "calls"), TestContext.Current.CancellationToken);

    private static async Task<string?> NextAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

    private static string Command(string left) =>
        "trimtab run -p n=1..9 --metric score --maximize -t 1 --seed 3 -- /bin/sh -c '"
        + "echo $0 >> calls; test -e again && echo score=1 && exit; touch again; exec 9> alive; "
        + $"({left}) & echo begun >&9; wait' {{n}}";
}
