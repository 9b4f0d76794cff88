using System.IO.Pipes;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>
/// One run of a program: its output goes to files in a folder, one of its streams is read as it comes, and it can be ended.
/// </summary>
internal sealed class ProgramRun
{
    private static readonly TimeSpan _memoryPeriod = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(2); // of a process that left the group and keeps the pipe open

    private readonly Lock _gate = new();
    private readonly ChildProcess _child;
    private readonly ProgramLimits _limits;
    private readonly TimeProvider _clock;
    private StopCause _cause;
    private ITimer? _kill;
    private int _reads;

    private ProgramRun(ChildProcess child, ProgramLimits limits, TimeProvider clock) => (_child, _limits, _clock) = (child, limits, clock);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="request">The program.</param>
    /// <param name="guard">Ends it with this process.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TrimtabException">It can't be started.</exception>
    /// <exception cref="IOException">What it prints can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">What it prints may not be written.</exception>
    public static async Task<ProgramEnd> RunAsync(
        ProgramRequest request, ProcessGuard guard, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (stream, limits) = (request.Stream, request.Limits);
        using var pipe = stream == ProgramStream.None ? null : new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        using var output = OwnFile.Create(ProgramStream.Output.FileIn(request.Folder));
        using var errors = OwnFile.Create(ProgramStream.Errors.FileIn(request.Folder));
        var (started, start) = (clock.GetUtcNow(), clock.GetTimestamp());
        _ = PeakMemory.Own; // it is compiled before the program begins, which may be short
        var child = ChildProcess.Start(
            new()
            {
                File = request.File,
                Arguments = request.Arguments,
                Environment = request.Environment,
                Folder = request.WorkingFolder,
                Output = stream == ProgramStream.Output ? pipe!.ClientSafePipeHandle : output.SafeFileHandle,
                Errors = stream == ProgramStream.Errors ? pipe!.ClientSafePipeHandle : errors.SafeFileHandle,
            },
            guard);
        using var memoryOf = request.MeasuresMemory && SessionMemory.IsKnown ? new PeakMemory(child, clock) : null;
        pipe?.DisposeLocalCopyOfClientHandle();
        var run = new ProgramRun(child, limits, clock);
        using var cancelled = cancellationToken.Register(() => run.Stop(StopCause.Cancelled));
        using var timer = limits.Time is { } time
            ? clock.CreateTimer(_ => run.Stop(StopCause.Time), null, time, Timeout.InfiniteTimeSpan)
            : null;
        using var watch = limits.Memory is { } memory ? clock.CreateTimer(_ => run.Watch(memory), null, _memoryPeriod, _memoryPeriod)
            : null;
        var reading = pipe is null
            ? Task.CompletedTask
            : run.ReadAsync(pipe, stream == ProgramStream.Output ? output : errors, request.Line);
        var end = await child.Ended.ConfigureAwait(false);
        var elapsed = clock.GetElapsedTime(start);
        run.Release();
        await run.FinishAsync(reading).ConfigureAwait(false);
        return new()
        {
            ExitCode = end.ExitCode,
            Signal = end.Signal,
            Cause = run._cause,
            Started = started,
            Elapsed = elapsed,
            ProcessorTime = end.ProcessorTime,
            PeakMemory = memoryOf?.Of(end.PeakMemory) ?? end.PeakMemory,
            Folder = request.Folder,
        };
    }

    /// <summary>Asks the program to end; what is left of it after the grace is ended.</summary>
    private void Stop(StopCause cause)
    {
        lock (_gate)
        {
            if (_cause != StopCause.None || _child.Ended.IsCompleted)
            {
                return;
            }

            _cause = cause;
            _kill = _clock.CreateTimer(_ => _child.Send(Posix.Kill), null, _limits.Grace, Timeout.InfiniteTimeSpan);
            _child.Send(Posix.Terminate);
        }
    }

    private void Release()
    {
        lock (_gate)
        {
            _kill?.Dispose();
        }
    }

    private void Watch(long limit)
    {
        if (!_child.Ended.IsCompleted && SessionMemory.Of(_child.Id) > limit)
        {
            Stop(StopCause.Memory);
        }
    }

    private async Task ReadAsync(AnonymousPipeServerStream pipe, FileStream copy, Func<string, bool> line)
    {
        bool isRead = true;
        var reader = new LineReader(text =>
        {
            if (isRead && !line(text))
            {
                isRead = false;
                Stop(StopCause.Reader);
            }
        });
        byte[] buffer = new byte[LineReader.LongestLine];
        try
        {
            for (int length; (length = await pipe.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
            {
                Interlocked.Increment(ref _reads);
                copy.Write(buffer, 0, length);
                reader.Add(buffer.AsSpan(0, length));
            }

            reader.End();
        }
        catch
        {
            Stop(StopCause.Reader); // or it would wait for a reader of its pipe
            throw;
        }
    }

    /// <summary>Waits for the last lines, but not for a process that left the group and keeps the pipe open.</summary>
    private async Task FinishAsync(Task reading)
    {
        for (int seen = -1; !reading.IsCompleted && seen != Volatile.Read(ref _reads);)
        {
            seen = Volatile.Read(ref _reads);
            using var timeout = new CancellationTokenSource();
            await Task.WhenAny(reading, Task.Delay(_silence, _clock, timeout.Token)).ConfigureAwait(false);
            await timeout.CancelAsync().ConfigureAwait(false);
        }

        if (reading.IsCompleted)
        {
            await reading.ConfigureAwait(false);
        }
    }
}
