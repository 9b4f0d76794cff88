using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Trimtab.Caching;
using Trimtab.Files;

namespace Trimtab.Tests.Files;

/// <summary>This program started once more, to do one thing with files a number of times.</summary>
internal sealed class OtherProcess : IDisposable
{
    private const string Variable = "TRIMTAB_TEST_PROCESS";

    private readonly Process _process;

    /// <param name="task"><c>ledger</c> or <c>file</c>: what it writes.</param>
    /// <param name="path">Where.</param>
    /// <param name="times">How often: the work is the same on any machine, however it is shared out.</param>
    public OtherProcess(string task, string path, int times)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(OtherProcess).Assembly.Location);
        }

        start.Environment[Variable] = string.Create(CultureInfo.InvariantCulture, $"{task}|{path}|{times}");
        _process = Process.Start(start)!;
        Assert.Equal("ready", _process.StandardOutput.ReadLine());
    }

    /// <summary>Whether it has done everything.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>What it said at its end; empty where all went well.</summary>
    public string Said()
    {
        string said = _process.StandardOutput.ReadToEnd();
        _process.WaitForExit();
        return said;
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

    public static Cell CellOf(int epoch) =>
        new(
            [epoch],
            [],
            epoch,
            0,
            [.. Enumerable.Range(1, 20).Select(number => ReportOf(number, Math.Min(number, epoch)))]);

    private static EpochReport ReportOf(int number, int epoch) => new(epoch, new Dictionary<string, double> { ["loss"] = number });

    /// <summary>What <see cref="AtomicFile"/> is given: a text of one letter, so that a mixture of two is recognized.</summary>
    public static string TextOf(int number) => new((char)('a' + (number % 26)), 200_000);

#pragma warning disable CA2255 // the way to run something before the test runner's own Main
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void RunTask()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('|') is not [var task, var path, var times])
        {
            return;
        }

        var ledger = task == "ledger" ? new Ledger(path) : null;
        Console.Out.WriteLine("ready");
        for (int count = 1; count <= int.Parse(times, CultureInfo.InvariantCulture); count++)
        {
            if (ledger is not null)
            {
                ledger.Keep(new CellKey($"{Environment.ProcessId}", count), CellOf(count));
            }
            else
            {
                AtomicFile.Write(path, TextOf(count));
            }
        }

        Console.Out.Write(string.Join(' ', ledger?.Warnings ?? []));
        Environment.Exit(0);
    }
}
