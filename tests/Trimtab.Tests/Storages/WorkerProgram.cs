using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Trimtab.Tests.Storages;

/// <summary>Trimtab.Worker, run as a process: it evaluates trials of a stored study, and says which, a line each.</summary>
internal sealed class WorkerProgram : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    /// <param name="url">The study's storage.</param>
    /// <param name="schedule">The study's schedule.</param>
    /// <param name="upTo">How many trials there are to be in all.</param>
    /// <param name="kill">In which call of the storage it is killed, and after how many turns of the processor; null for never.</param>
    public WorkerProgram(string url, Schedule schedule, int upTo, (int Call, int Spins)? kill = null)
        : this(new ProcessStartInfo("dotnet", Arguments(url, schedule, upTo, kill)))
    {
    }

    private WorkerProgram(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => _errors.Append(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>
    /// The same where no file may become larger than so many kilobytes: as on a disk that is full, and without privileges.
    /// </summary>
    public static WorkerProgram WithLimit(string url, Schedule schedule, int upTo, int kilobytes)
    {
        string[] limited = ["-c", $"trap '' XFSZ; ulimit -f {kilobytes}; exec dotnet \"$@\"", "bash"];
        var start = new ProcessStartInfo("bash", [.. limited, .. Arguments(url, schedule, upTo, null)]);
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // whose memory is a file, too
        return new(start);
    }

    /// <summary>Waits for its end, however that is.</summary>
    /// <returns>The trials that it finished, what it said of an error, and its exit code.</returns>
    public (IReadOnlyList<int> Finished, string Error, int ExitCode) WaitForEnd()
    {
        string said = _process.StandardOutput.ReadToEnd();
        _process.WaitForExit();
        return (Numbers(said), _errors.ToString(), _process.ExitCode);
    }

    /// <summary>The next trial that it finishes; null where it has ended.</summary>
    public int? Next() =>
        _process.StandardOutput.ReadLine() is { } line ? int.Parse(line, CultureInfo.InvariantCulture) : null;

    /// <summary>Waits for its end.</summary>
    /// <returns>The trials that it finished.</returns>
    public async Task<IReadOnlyList<int>> EndAsync(CancellationToken token)
    {
        string said = await _process.StandardOutput.ReadToEndAsync(token);
        await _process.WaitForExitAsync(token);
        Assert.True(_process.ExitCode == 0, _errors.ToString());
        return Numbers(said);
    }

    /// <summary>Ends it as kill -9 does.</summary>
    /// <returns>What it had said that was not read.</returns>
    public IReadOnlyList<int> Kill()
    {
        _process.Kill();
        return WaitForEnd().Finished;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private static string[] Arguments(string url, Schedule schedule, int upTo, (int Call, int Spins)? kill)
    {
        int[] numbers = kill is { } at ? [upTo, at.Call, at.Spins] : [upTo];
        return [Program(), url, $"{schedule}", .. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }

    private static int[] Numbers(string said) =>
        [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];

    /// <summary>The program lies beside this one: artifacts/bin/PROJECT/CONFIGURATION.</summary>
    private static string Program([CallerFilePath] string here = "")
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return Path.Combine(
            Path.GetDirectoryName(here)!, "..", "..", "..", "artifacts", "bin", "Trimtab.Worker", configuration, "Trimtab.Worker.dll");
    }
}
