using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Trimtab.Tests.Storages;

/// <summary>Trimtab.Worker, run as a process: it evaluates trials of a stored study, and says which, a line each.</summary>
internal sealed class WorkerProgram : IDisposable
{
    private readonly Process _process;

    /// <param name="url">The study's storage.</param>
    /// <param name="schedule">The study's schedule.</param>
    /// <param name="upTo">How many trials there are to be in all.</param>
    public WorkerProgram(string url, Schedule schedule, int upTo) => _process = Process.Start(
        new ProcessStartInfo("dotnet", [Program(), url, $"{schedule}", upTo.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        })!;

    /// <summary>The next trial that it finishes; null where it has ended.</summary>
    public int? Next() =>
        _process.StandardOutput.ReadLine() is { } line ? int.Parse(line, CultureInfo.InvariantCulture) : null;

    /// <summary>Waits for its end.</summary>
    /// <returns>The trials that it finished.</returns>
    public async Task<IReadOnlyList<int>> EndAsync(CancellationToken token)
    {
        string said = await _process.StandardOutput.ReadToEndAsync(token);
        await _process.WaitForExitAsync(token);
        Assert.Equal(0, _process.ExitCode);
        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
    }

    /// <summary>Ends it as kill -9 does.</summary>
    /// <returns>What it had said that was not read.</returns>
    public IReadOnlyList<int> Kill()
    {
        _process.Kill();
        string said = _process.StandardOutput.ReadToEnd();
        _process.WaitForExit();
        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    /// <summary>The program lies beside this one: artifacts/bin/PROJECT/CONFIGURATION.</summary>
    private static string Program([CallerFilePath] string here = "")
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return Path.Combine(
            Path.GetDirectoryName(here)!, "..", "..", "..", "artifacts", "bin", "Trimtab.Worker", configuration, "Trimtab.Worker.dll");
    }
}
