using System.Diagnostics;
using System.Globalization;

namespace MnistNotebook.Tests;

/// <summary>Signals end the notebook in good order: what was done is on disk, nothing half-written is left.</summary>
public sealed class TerminationTests : IDisposable
{
    /// <summary>Ten thousand trainings: none can have ended before the signal comes, however late that is.</summary>
    private static readonly string[] _endless = ["--sections", "random", "--repeats", "500"];

    private readonly string _folder = Directory.CreateTempSubdirectory("termination").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    public async Task Signal_WhileItTrains_EndsItWithItsCodeAndAWord(string signal)
    {
        using var process = NotebookProcess.Start(_folder, _endless);
        string begun = await UntilItTrainsAsync(process);
        Send(process, signal);
        string rest = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);

        Assert.Equal(130, process.ExitCode);
        Assert.False(string.IsNullOrWhiteSpace(rest), begun);
        AssertNothingIsHalfWritten();
    }

    [Fact]
    public async Task Signal_Twice_EndsItAtOnce()
    {
        using var process = NotebookProcess.Start(_folder, _endless);
        await UntilItTrainsAsync(process);
        Send(process, "INT");
        Send(process, "INT");
        await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);

        Assert.Equal(130, process.ExitCode);
    }

    private void AssertNothingIsHalfWritten() =>
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.trimtab-tmp", SearchOption.AllDirectories));

    private static async Task<string> UntilItTrainsAsync(Process process)
    {
        string read = "";
        while (!read.Contains("The same at random", StringComparison.Ordinal)
            && await process.StandardOutput.ReadLineAsync(Token) is { } line)
        {
            read += line + "\n";
        }

        return read;
    }

    private static void Send(Process process, string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
