namespace Trimtab.Tool.Programs.Processes;

/// <summary>
/// One run of a program: its output goes to files in a folder, without passing the tool, one of them is read as it grows, and it can be
/// ended.
/// </summary>
internal sealed class ProgramRun
{
    private static readonly TimeSpan _memoryPeriod = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly GuardedProgram _program;
    private readonly ProgramLimits _limits;
    private readonly TimeProvider _clock;
    private StopCause _cause;
    private LongTimer? _kill, _giveUp;
    private volatile bool _isGivenUp; // lines that are left are not read

    private ProgramRun(GuardedProgram program, ProgramLimits limits, TimeProvider clock) =>
        (_program, _limits, _clock) = (program, limits, clock);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="request">The program.</param>
    /// <param name="guard">Starts it, and ends it with this process.</param>
    /// <param name="clock">The clock of the limits.</param>
    /// <param name="cancellationToken">Ends it, and after the grace the reading of what it printed, also where it has ended.</param>
    /// <param name="kill">Ends it, and the reading, without the grace. Default: never.</param>
    /// <exception cref="TrimtabException">It can't be started.</exception>
    /// <exception cref="ProgramException">What became of it is not known.</exception>
    /// <exception cref="OperationCanceledException">Not all that it printed was read.</exception>
    /// <exception cref="IOException">What it prints can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">What it prints may not be written.</exception>
    public static async Task<ProgramEnd> RunAsync(
        ProgramRequest request,
        ProcessGuard guard,
        TimeProvider clock,
        CancellationToken cancellationToken,
        CancellationToken kill = default)
    {
        OwnFile.Write(ProgramStream.Output.FileIn(request.Folder), "");
        OwnFile.Write(ProgramStream.Errors.FileIn(request.Folder), "");
        using var tail = request.Stream == ProgramStream.None ? null : new FileTail(request.Stream.FileIn(request.Folder));
        var limits = request.Limits;
        var program = guard.Start(request);
        var run = new ProgramRun(program, limits, clock);
        int process = await program.Started.ConfigureAwait(false);
        using var cancelled = cancellationToken.Register(run.Cancel);
        using var killed = kill.Register(run.Kill);
        using var timer = limits.Time is { } time
            ? LongTimer.Begin(clock, time, () => run.Stop(StopCause.Time))
            : null;
        using var watch = limits.Memory is { } memory
            ? clock.CreateTimer(_ => run.Watch(process, memory), null, _memoryPeriod, _memoryPeriod)
            : null;
        bool isRead = tail is null || await run.ReadAsync(tail, request).ConfigureAwait(false);
        var end = run.End(await program.Ended.ConfigureAwait(false));
        return isRead ? end with { Folder = request.Folder } : throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Asks the program to end; what is left of it after the grace is ended.</summary>
    private void Stop(StopCause cause)
    {
        lock (_gate)
        {
            if (_cause != StopCause.None || _program.Ended.IsCompleted)
            {
                return;
            }

            _cause = cause;
            _kill = LongTimer.Begin(_clock, _limits.Grace, () => _program.Send(Posix.Kill));
            _program.Send(Posix.Terminate);
        }
    }

    private void Cancel()
    {
        Stop(StopCause.Cancelled);
        lock (_gate)
        {
            _giveUp ??= LongTimer.Begin(_clock, _limits.Grace, () => _isGivenUp = true);
        }
    }

    private void Kill()
    {
        Stop(StopCause.Cancelled);
        _program.Send(Posix.Kill);
        _isGivenUp = true;
    }

    private void Watch(int process, long limit)
    {
        if (!_program.Ended.IsCompleted && SessionMemory.Of(process) > limit)
        {
            Stop(StopCause.Memory);
        }
    }

    /// <summary>The end; one that came before the program was asked to end is its own.</summary>
    private ProgramEnd End(GuardMessage.Ended ended)
    {
        lock (_gate)
        {
            _kill?.Dispose();
            _giveUp?.Dispose();
            return ended.End with { Cause = ended.IsAsked ? _cause : StopCause.None };
        }
    }

    /// <summary>Reads what the program prints.</summary>
    /// <returns>Whether all of it was read.</returns>
    private async Task<bool> ReadAsync(FileTail tail, ProgramRequest request)
    {
        bool isRead = true;
        var reader = new LineReader(Read, request.LineTooLong);
        try
        {
            await tail.ReadAsync(reader, _program.Ended).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (_isGivenUp)
        {
            return false;
        }
        catch
        {
            Stop(StopCause.Reader);
            throw;
        }

        void Read(string line)
        {
            if (_isGivenUp)
            {
                throw new OperationCanceledException();
            }

            if (isRead && !request.Line(line))
            {
                isRead = false;
                Stop(StopCause.Reader);
            }
        }
    }
}
