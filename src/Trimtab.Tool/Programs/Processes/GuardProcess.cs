using System.IO.Pipes;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>
/// The process that starts the programs of a run, keeps how they end, and ends them when the tool has ended, however that was: it reads a
/// pipe whose other end closes then. It outlives the tool, so that it knows of each program whether it came to its end.
/// </summary>
/// <remarks>Decisions 32 and 40 say why.</remarks>
internal sealed class GuardProcess : IDisposable
{
    /// <summary>The first word of its command line; the second is the mark of the run.</summary>
    public const string Word = "trimtab-guard";

    private const int StackBytes = 256 * 1024;

    private readonly Stream _answers;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new(), _writes = new();
    private readonly Dictionary<int, ChildProcess> _children = [];
    private readonly CountdownEvent _ends = new(1); // of children, and of the beginnings
    private readonly string _mark;
    private bool _isClosed;

    private GuardProcess(Stream answers, TimeProvider clock, string mark) => (_answers, _clock, _mark) = (answers, clock, mark);

    /// <summary>Serves the tool that started this process, until that has ended and no program is left.</summary>
    /// <param name="mark">By which programs are known, as NAME=value in their environment.</param>
    /// <param name="clock">The clock.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string mark, TimeProvider clock)
    {
        PosixSignal[] ignored = [PosixSignal.SIGHUP, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM];
        PosixSignalRegistration[] signals =
            [.. ignored.Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = true))];
        using var requests = new AnonymousPipeClientStream(PipeDirection.In, new SafePipeHandle(0, ownsHandle: true));
        using var answers = new AnonymousPipeClientStream(PipeDirection.Out, new SafePipeHandle(1, ownsHandle: true));
        using var guard = new GuardProcess(answers, clock, mark);
        guard.Serve(requests);
        guard.Close();
        MarkedProcesses.End(mark); // in sessions of their own

        Array.ForEach(signals, signal => signal.Dispose());
        return 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _ends.Dispose();

    /// <summary>Does what the tool wants, until it says that it ends or was killed.</summary>
    private void Serve(Stream requests)
    {
        while (GuardMessage.ReadFrom(requests) is { } message)
        {
            switch (message)
            {
                case GuardMessage.Start start:
                    new Thread(() => RunProgram(start), StackBytes) { IsBackground = true, Name = "program" }.Start();
                    break;
                case GuardMessage.Send send:
                    ChildOf(send.Program)?.Send(send.Signal);
                    break;
                case GuardMessage.Done:
                    return;
            }
        }
    }

    /// <summary>No program begins any more; those that run are ended, and what ended before by itself is kept.</summary>
    private void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var child in _children.Values)
            {
                child.Send(Posix.Kill);
            }
        }

        _ends.Signal();
        _ends.Wait();
    }

    private ChildProcess? ChildOf(int program)
    {
        lock (_gate)
        {
            return _children.GetValueOrDefault(program);
        }
    }

    private void RunProgram(GuardMessage.Start message)
    {
        var request = message.Request;
        var folder = FolderLock.Take(request.Folder); // an earlier tool's program may be about to end
        _ = request.MeasuresMemory ? PeakMemory.Own : 0; // it is compiled before the program begins, which may be short
        var (started, start) = (_clock.GetUtcNow(), _clock.GetTimestamp());
        if (Start(message) is not { } child)
        {
            folder.Dispose();
            return;
        }

        using var memory = request.MeasuresMemory && SessionMemory.IsKnown ? new PeakMemory(child, _clock) : null;
        var waited = child.Wait();
        if (child.IsAsked)
        {
            MarkedProcesses.End(MarkOf(message.Program)); // what it has started in sessions of their own is not beside the next trials
        }

        var end = new ProgramEnd
        {
            ExitCode = waited.ExitCode,
            Signal = waited.Signal,
            Started = started,
            Elapsed = _clock.GetElapsedTime(start),
            ProcessorTime = waited.ProcessorTime,
            PeakMemory = memory?.Of(waited.PeakMemory) ?? waited.PeakMemory,
            Folder = request.Folder,
        };
        if (request.Keeps(end, child.IsAsked))
        {
            ProgramEndFile.Write(end, request.Key);
        }

        if (Remove(message.Program))
        {
            folder.Dispose(); // else the end of this process does, when nothing of the run is left
        }

        Answer(new GuardMessage.Ended(message.Program, end, child.IsAsked));
        _ends.Signal();
    }

    /// <summary>The mark of one program, which begins with that of the run.</summary>
    private string MarkOf(int program) => Invariant($"{_mark}{program}.");

    /// <returns>The program's process; null where there is none.</returns>
    private ChildProcess? Start(GuardMessage.Start message)
    {
        try
        {
            lock (_gate)
            {
                if (_isClosed)
                {
                    return null;
                }

                var request = SpawnRequest.Of(message.Request);
                string[] environment = [.. request.Environment.Select(item => item == _mark ? MarkOf(message.Program) : item)];
                var child = ChildProcess.Start(request with { Environment = environment });
                _children.Add(message.Program, child);
                _ends.AddCount();
                Answer(new GuardMessage.Started(message.Program, child.Id));
                return child;
            }
        }
        catch (TrimtabException error)
        {
            Answer(new GuardMessage.Refused(message.Program, error.Message));
            return null;
        }
    }

    /// <returns>Whether programs may still begin.</returns>
    private bool Remove(int program)
    {
        lock (_gate)
        {
            _children.Remove(program);
            return !_isClosed;
        }
    }

    private void Answer(GuardMessage message)
    {
        lock (_writes)
        {
            try
            {
                message.WriteTo(_answers);
            }
            catch (IOException)
            {
                // the tool was killed
            }
        }
    }
}
