using System.Diagnostics;
using System.Runtime.CompilerServices;
using Trimtab.Caching;
using Trimtab.Files;
using Trimtab.ModelSelection;

namespace Trimtab.Tests.Files;

/// <summary>This program started once more, to do one thing with files again and again until it is stopped.</summary>
internal sealed class OtherProcess : IDisposable
{
    private const string Variable = "TRIMTAB_TEST_PROCESS";

    private readonly Process _process;

    public OtherProcess(string task, string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(OtherProcess).Assembly.Location);
        }

        start.Environment[Variable] = $"{task}|{path}";
        _process = Process.Start(start)!;
        Assert.Equal("ready", _process.StandardOutput.ReadLine());
    }

    /// <summary>Ends it between two of its writes, and says how many it made.</summary>
    public int Stop()
    {
        _process.StandardInput.Close();
        string count = _process.StandardOutput.ReadToEnd();
        _process.WaitForExit();
        return int.Parse(count, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Ends it as kill -9 does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    public static Cell CellOf(int epoch) => new([epoch], [], epoch, 0, [.. Enumerable.Range(1, 20).Select(number => new EpochReport(Math.Min(number, epoch), new Dictionary<string, double> { ["loss"] = number }))]);

    /// <summary>What <see cref="AtomicFile"/> is given: a text of one letter, so that two mixed are told at once.</summary>
    public static string TextOf(int number) => new((char)('a' + (number % 26)), 200_000);

#pragma warning disable CA2255 // the way to run something before the test runner's own Main
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void RunTask()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('|') is not [var task, var path])
        {
            return;
        }

        var ledger = task == "ledger" ? new Ledger(path) : null;
        var end = Task.Run(Console.In.ReadToEnd);
        int count = 0;
        Console.Out.WriteLine("ready");
        for (; !end.IsCompleted; count++)
        {
            if (ledger is not null)
            {
                ledger.Keep(new CellKey($"{Environment.ProcessId}", count + 1), CellOf(count + 1));
            }
            else
            {
                AtomicFile.Write(path, TextOf(count));
            }
        }

        Console.Out.Write(ledger is { Warnings: [var warning, ..] } ? warning : count);
        Environment.Exit(0);
    }
}
