using Trimtab.Storages;

namespace Trimtab.Tool.Tests.Programs.Processes;

/// <summary>The tool's own files among those of programs: what can't be written ends the run, and no link is followed.</summary>
public sealed class OwnFileTests : IDisposable
{
    private const string Run = "run -n p -p x=1..3 --metric v --minimize -t 3";

    private static readonly string[] _program = ["/bin/sh", "-c", "echo v=1; cat {params.json}"];

    private readonly ToolFolder _tool = new();

    public void Dispose() => _tool.Dispose();

    /// <summary>What is in the way of the tool is no failure of a trial: it is put back, and the same command goes on.</summary>
    [Theory]
    [InlineData("trimtab-runs", false)]
    [InlineData("trimtab-runs/p/1", false)]
    [InlineData("trimtab-runs/p/1/stdout.txt", true)]
    [InlineData("trimtab-runs/p/1/stderr.txt", true)]
    [InlineData("trimtab-runs/p/1/params.json", true)]
    public async Task AFolderThatCantBeWritten_EndsTheRun(string path, bool isFolder)
    {
        string inTheWay = _tool.PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(inTheWay)!);
        if (isFolder)
        {
            Directory.CreateDirectory(inTheWay);
        }
        else
        {
            await File.WriteAllTextAsync(inTheWay, "", TestContext.Current.CancellationToken);
        }

        int code = await _tool.RunAsync(Run, _program);

        Assert.Equal(1, code);
        Assert.Contains("trimtab-runs", _tool.Error.Trim().Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(Trials(), trial => trial.State is TrialState.Failed or TrialState.Running);
        (isFolder ? (Action<string>)Directory.Delete : File.Delete)(inTheWay);
        Assert.Equal(0, await _tool.RunAsync(Run, _program));
        Assert.Equal(3, Trials().Count(trial => trial.State == TrialState.Complete));
    }

    [Theory]
    [InlineData("stdout.txt")]
    [InlineData("stderr.txt")]
    [InlineData("params.json")]
    [InlineData("ended.txt")]
    [InlineData("m.json")]
    public async Task ALink_IsNotFollowed(string name)
    {
        string victim = _tool.Write("victim", "precious");
        Directory.CreateDirectory(_tool.PathOf("trimtab-runs", "p", "0"));
        File.CreateSymbolicLink(_tool.PathOf("trimtab-runs", "p", "0", name), victim);

        int code = await _tool.RunAsync(
            "run -n p -p x=1..3 --metric v --minimize --and w --minimize --from file:m.json -t 1 --sampler random",
            "/bin/sh", "-c", "echo v=1; echo oh >&2; echo w=2 > m.json; cat {params.json}");

        Assert.True(code == 0, _tool.Error);
        Assert.Equal("precious", await File.ReadAllTextAsync(victim, TestContext.Current.CancellationToken));
    }

    private IReadOnlyList<StoredTrial> Trials()
    {
        using var storage = StudyStorage.Open($"sqlite:{_tool.PathOf("trimtab.db")}");
        return storage.ReadTrials(storage.ReadStudies().Single().Id, -1, []);
    }
}
