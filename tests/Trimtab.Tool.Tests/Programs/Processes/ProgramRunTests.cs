using Trimtab.Tests;
using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Tests.Programs.Processes;

/// <summary>Programs are run by /bin/sh; what they must wait for is a pipe that closes, not time.</summary>
public sealed class ProgramRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trimtab");
    private readonly ProcessGuard _guard = new(new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! });
    private readonly ManualClock _clock = new();
    private readonly List<string> _lines = [];

    public void Dispose()
    {
        _guard.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("exit 0", 0, 0)]
    [InlineData("exit 75", 75, 0)]
    [InlineData("kill -KILL $$", null, 9)]
    [InlineData("kill -TERM $$", null, 15)]
    public async Task AnEnd_IsACodeOrASignal(string script, int? code, int signal)
    {
        var end = await RunAsync(script);
        Assert.Equal((code, signal, StopCause.None), (end.ExitCode, end.Signal, end.Cause));
    }

    [Fact]
    public async Task Lines_AreReadAndKept()
    {
        await RunAsync("echo one; echo two >&2; printf three");
        Assert.Equal(["one", "three"], _lines);
        Assert.Equal("one\nthree", await File.ReadAllTextAsync(ProgramStream.Output.FileIn(_folder.FullName),
            TestContext.Current.CancellationToken));
        Assert.Equal("two\n", await File.ReadAllTextAsync(ProgramStream.Errors.FileIn(_folder.FullName),
            TestContext.Current.CancellationToken));
    }

    /// <summary>Opening the stream anew by its path empties the file that it is.</summary>
    [Fact]
    public async Task WhatIsWrittenAfterItsFileWasEmptied_IsRead()
    {
        Assert.SkipUnless(Path.Exists("/dev/stdout"), "needs /dev/stdout");
        await RunAsync("echo a line that is longer than all that comes after; echo two > /dev/stdout; echo three");
        Assert.Equal(["two", "three"], _lines[^2..]);
    }

    [Fact]
    public async Task AProgram_HasASessionWithoutInput()
    {
        await RunAsync("cat; cut -d' ' -f1,5,6 /proc/$$/stat");
        string[] ids = Assert.Single(_lines).Split(' ');
        Assert.Equal([ids[0], ids[0]], ids[1..]);
    }

    [Fact]
    public async Task AProgram_StartsInItsFolder()
    {
        await RunAsync("pwd -P");
        Assert.Equal(Path.GetFileName(_folder.FullName), Path.GetFileName(Assert.Single(_lines)));
    }

    [Fact]
    public async Task WhatItLeavesBehind_IsEnded()
    {
        await RunAsync("sleep 1000 & echo one"); // which keeps the pipe open: the clock stands still, so it is not given up
        Assert.Equal(["one"], _lines);
    }

    [Fact]
    public async Task AReaderThatHasEnough_EndsIt()
    {
        var end = await RunAsync("echo one; sleep 1000; echo two", line => false);
        Assert.Equal((StopCause.Reader, 15), (end.Cause, end.Signal));
        Assert.Equal(["one"], _lines);
    }

    [Fact]
    public async Task AfterItsTime_ItIsAskedToEndAndThenEnded()
    {
        var ready = new TaskCompletionSource();
        var running = RunAsync(
            "trap 'echo asked' TERM; echo ready; while :; do sleep 1000 & wait; done",
            line =>
            {
                ready.TrySetResult();
                if (line == "asked")
                {
                    _clock.Advance(TimeSpan.FromSeconds(5));
                }

                return true;
            },
            new() { Time = TimeSpan.FromSeconds(60), Grace = TimeSpan.FromSeconds(5) });
        await ready.Task;
        _clock.Advance(TimeSpan.FromSeconds(60));
        var end = await running;
        Assert.Equal((StopCause.Time, 9), (end.Cause, end.Signal));
        Assert.Equal(["ready", "asked"], _lines);
    }

    [Fact]
    public async Task ACancellation_EndsIt()
    {
        using var source = new CancellationTokenSource();
        var end = await RunAsync("echo ready; sleep 1000", source.Token, line => Cancel(source));
        Assert.Equal((StopCause.Cancelled, 15), (end.Cause, end.Signal));
    }

    /// <summary>
    /// The lines of a program that has ended long since take time to read, as thousands of reports do: the grace is for them, too.
    /// </summary>
    [Fact]
    public async Task ACancellation_EndsTheReadingAfterTheGrace()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "needs /proc");
        using var source = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(
            "echo $$; echo two; echo three", source.Token, CancelAfterItsEnd, new() { Grace = TimeSpan.FromSeconds(5) }));

        Assert.Equal("two", _lines[^1]);

        bool CancelAfterItsEnd(string line)
        {
            if (line == "two") // within the grace
            {
                _clock.Advance(TimeSpan.FromSeconds(5));
                return true;
            }

            Assert.True(SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{line}"), TimeSpan.FromMinutes(1)));
            return Cancel(source);
        }
    }

    /// <summary>A process in a session of its own goes on to print when the program has ended, faster than its lines are read.</summary>
    [Fact]
    public async Task WhatALeftProcessPrints_IsNotReadForEver()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/setsid"), "needs setsid");
        try
        {
            await RunAsync(
                "setsid sh -c 'echo $$ > pid; while :; do echo x; done' & while ! test -s pid; do :; done",
                line =>
                {
                    Thread.SpinWait(2000);
                    return true;
                });
        }
        finally
        {
            int left = int.Parse(
                await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "pid"), TestContext.Current.CancellationToken),
                System.Globalization.CultureInfo.InvariantCulture);
            _ = Posix.Send(left, Posix.Kill);
        }
    }

    [Fact]
    public async Task BeyondItsMemory_ItIsEnded()
    {
        Assert.SkipUnless(SessionMemory.IsKnown, "needs /proc");
        var running = RunAsync("echo ready; sleep 1000", line => Ring(), new() { Memory = 1 });
        var end = await running;
        Assert.Equal(StopCause.Memory, end.Cause);
    }

    /// <summary>Linux counts this process's memory in what it says of a program that has ended: it has far more than a shell.</summary>
    [Fact]
    public async Task ThePeakOfMemory_IsTheProgramsOwn()
    {
        Assert.SkipUnless(SessionMemory.IsKnown, "needs /proc");
        Assert.True(SessionMemory.PeakOf(Environment.ProcessId) > 40L << 20);

        var small = await RunAsync("echo ready; sleep 1000", line => !Ring(), measuresMemory: true);
        var large = await RunAsync(
            "x=$(head -c 30000000 /dev/zero | tr '\\0' x); echo ready; sleep 1000; echo $x", line => !Ring(), measuresMemory: true);

        Assert.InRange(small.PeakMemory, 1, 20L << 20);
        Assert.InRange(large.PeakMemory, 30_000_000, 400_000_000);
    }

    /// <summary>A shell with 30 MB and four copies of it that share them: 30 MB, not 150.</summary>
    [Fact]
    public async Task PagesThatProcessesShare_CountOnce()
    {
        Assert.SkipUnless(File.Exists("/proc/self/smaps_rollup"), "needs Linux 4.14");
        long shared = 0;

        await RunAsync(
            "x=$(head -c 30000000 /dev/zero | tr '\\0' x); for i in 1 2 3 4; do (sleep 1000; echo $x) & done; echo $$; wait",
            line =>
            {
                shared = SessionMemory.Of(int.Parse(line, System.Globalization.CultureInfo.InvariantCulture));
                return false;
            });

        Assert.InRange(shared, 25_000_000, 90_000_000);
    }

    [Fact]
    public async Task AProgramThatIsNone_IsAnErrorThatSaysWhy()
    {
        string file = Path.Combine(_folder.FullName, "plain.txt");
        await File.WriteAllTextAsync(file, "no program", TestContext.Current.CancellationToken);
        Assert.Contains(
            "chmod +x", Assert.Throws<TrimtabException>(() => ProgramFile.Find(file, Context)).Message, StringComparison.Ordinal);
        Assert.Contains("There is no 'no-such-program'", Assert.Throws<TrimtabException>(() =>
            ProgramFile.Find("no-such-program", Context)).Message, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var error = Assert.Throws<TrimtabException>(
            () => Spawner.Start(new() { File = file, Arguments = [file], Environment = [], Folder = "/" }));
        Assert.Contains("#!", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_ComeAsTheyAre()
    {
        await RunAsync(
            ["/bin/sh", "-c", "printf '%s\\n' \"$@\"", "sh", "a b", "", "$HOME", "é'\"", "--x=1"],
            TestContext.Current.CancellationToken);
        Assert.Equal(["a b", "$HOME", "é'\"", "--x=1"], _lines);
    }

    [Fact]
    public void LastLines_AreThoseOfTheEnd()
    {
        string file = Path.Combine(_folder.FullName, "long.txt");
        File.WriteAllLines(file, Enumerable.Range(0, 100_000).Select(i => Invariant($"line {i}")));
        Assert.Equal(["line 99998", "line 99999"], LastLines.Of(file, 2));
        Assert.Empty(LastLines.Of(file + "x", 2));
    }

    private static bool Cancel(CancellationTokenSource source)
    {
        source.Cancel();
        return true;
    }

    private bool Ring()
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        return true;
    }

    private bool Keep(string line)
    {
        _lines.Add(line);
        return true;
    }

    private Task<ProgramEnd> RunAsync(
        string script, Func<string, bool>? line = null, ProgramLimits? limits = null, bool measuresMemory = false) =>
        RunAsync(["/bin/sh", "-c", script], TestContext.Current.CancellationToken, line, limits, measuresMemory);

    private Task<ProgramEnd> RunAsync(
        string script, CancellationToken token, Func<string, bool>? line = null, ProgramLimits? limits = null) =>
        RunAsync(["/bin/sh", "-c", script], token, line, limits);

    private Task<ProgramEnd> RunAsync(
        string[] arguments,
        CancellationToken token,
        Func<string, bool>? line = null,
        ProgramLimits? limits = null,
        bool measuresMemory = false)
    {
        var request = new ProgramRequest
        {
            File = "/bin/sh",
            Arguments = arguments,
            Environment = [$"PATH={Environment.GetEnvironmentVariable("PATH")}", _guard.Mark],
            WorkingFolder = _folder.FullName,
            Folder = _folder.FullName,
            Stream = ProgramStream.Output,
            Line = text => Keep(text) && (line?.Invoke(text) ?? true),
            MeasuresMemory = measuresMemory,
            Limits = limits ?? new(),
        };
        return ProgramRun.RunAsync(request, _guard, _clock, token);
    }

    private ToolContext Context =>
        new() { Input = TextReader.Null, Output = TextWriter.Null, Error = TextWriter.Null, Folder = _folder.FullName };
}
