namespace Trimtab.Tool.Tests.Programs;

/// <summary>Programs have the folder and the environment of the tool that runs them.</summary>
public sealed class SurroundingsTests : IDisposable
{
    private readonly ToolFolder _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task AProgram_IsFoundAndRunInTheToolsFolder()
    {
        string file = _tool.Write("train.sh", "#!/bin/sh\necho \"{\\\"score\\\": $2}\" > metrics.json\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        int code = await _tool.RunAsync("run -p n=1..8 --metric score --maximize --from file:metrics.json -t 2", "./train.sh");

        Assert.True(code == 0, _tool.Error);
        Assert.True(File.Exists(_tool.PathOf("metrics.json")));
        Assert.True(Directory.Exists(_tool.PathOf("trimtab-runs", "train", "1"))); // the name is the program's
    }

    [Fact]
    public async Task AProgram_HasTheToolsEnvironment_ButNothingOfAnotherTrial()
    {
        _tool.Variables["OWN"] = "1";
        _tool.Variables["TRIMTAB_STORAGE"] = "journal:study.log";
        _tool.Variables["TRIMTAB_PARAM_OLD"] = "2";

        int code = await _tool.RunAsync("run -p n=1..8 --metric score --maximize -t 1", "/bin/sh", "-c", "env; echo score={n}");

        Assert.True(code == 0, _tool.Error);
        string[] lines = await File.ReadAllLinesAsync(
            _tool.PathOf("trimtab-runs", "sh", "0", "stdout.txt"), TestContext.Current.CancellationToken);
        Assert.Superset(new HashSet<string> { "OWN=1", "TRIMTAB_STORAGE=journal:study.log", "PYTHONUNBUFFERED=1" }, lines.ToHashSet());
        Assert.DoesNotContain(lines, line => line.StartsWith("TRIMTAB_PARAM_OLD", StringComparison.Ordinal));
    }
}
