using System.IO.Pipes;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>A guard that runs, and the pipes to and from it. Thread-safe.</summary>
internal sealed class GuardConnection : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, GuardedProgram> _programs = [];
    private readonly AnonymousPipeServerStream _requests = new(PipeDirection.Out, HandleInheritability.None);
    private readonly AnonymousPipeServerStream _answers = new(PipeDirection.In, HandleInheritability.None);
    private readonly Thread _reader;
    private readonly int _process;
    private readonly string _mark;
    private int _count;

    /// <summary>Starts a guard.</summary>
    /// <param name="variables">The environment of the tool.</param>
    /// <param name="mark">The mark of the run.</param>
    /// <exception cref="TrimtabException">The system refuses; the message says why.</exception>
    public GuardConnection(IReadOnlyDictionary<string, string> variables, string mark)
    {
        _mark = mark;
        _process = Spawner.Start(
            GuardCommand.Of(variables, mark) with { Input = _requests.ClientSafePipeHandle, Output = _answers.ClientSafePipeHandle });
        _requests.DisposeLocalCopyOfClientHandle();
        _answers.DisposeLocalCopyOfClientHandle();
        _reader = new(Read) { IsBackground = true, Name = "guard" };
        _reader.Start();
    }

    /// <summary>Whether the guard has ended, though it was not asked to.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Has a program started; null where the guard is lost.</summary>
    public GuardedProgram? Start(ProgramRequest request)
    {
        GuardedProgram program;
        int number;
        lock (_gate)
        {
            if (IsLost)
            {
                return null;
            }

            number = _count++;
            program = new(this, number);
            _programs.Add(number, program);
        }

        Send(new GuardMessage.Start(number, request));
        return program;
    }

    /// <summary>Says something to the guard; nothing happens where it is lost.</summary>
    public void Send(GuardMessage message)
    {
        lock (_requests)
        {
            try
            {
                message.WriteTo(_requests);
            }
            catch (IOException)
            {
                // the reader sees it, too
            }
        }
    }

    /// <summary>Ends the guard, with all programs that still run.</summary>
    public void Dispose()
    {
        Send(new GuardMessage.Done());
        _requests.Dispose();
        _reader.Join();
        _answers.Dispose();
        _ = Posix.Reap(_process, out _, 0, new long[Posix.Opaque / sizeof(long)]);
    }

    private void Read()
    {
        while (GuardMessage.ReadFrom(_answers) is { } message)
        {
            lock (_gate)
            {
                if (_programs.TryGetValue(message.Program, out var program) && !program.Hear(message))
                {
                    _programs.Remove(message.Program);
                }
            }
        }

        Lose();
    }

    /// <summary>Ends programs that have no guard any more: how they end can't be known.</summary>
    private void Lose()
    {
        lock (_gate)
        {
            IsLost = true;
            if (_programs.Count == 0)
            {
                return;
            }

            foreach (var program in _programs.Values)
            {
                if (program.Started is { IsCompletedSuccessfully: true, Result: var process })
                {
                    _ = Posix.Send(-process, Posix.Kill);
                }
            }

            MarkedProcesses.End(_mark);
            foreach (var program in _programs.Values)
            {
                program.Fail(new ProgramException(
                    "The process that starts programs was ended by something else, and the program with it: it is run again.",
                    isTemporary: true));
            }

            _programs.Clear();
        }
    }
}
