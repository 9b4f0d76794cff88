namespace Trimtab.Tool.Programs.Processes;

/// <summary>
/// Starts programs by a process of its own, the guard, which ends them all when this one has ended, however that was. One for all
/// programs. Thread-safe.
/// </summary>
/// <remarks>Decisions 32 and 40 say why. Where it was ended itself, the next program starts another.</remarks>
/// <param name="variables">The environment of the tool.</param>
internal sealed class ProcessGuard(IReadOnlyDictionary<string, string> variables) : IDisposable
{
    /// <summary>Variable by which programs of one run are known, in their environment.</summary>
    public const string Variable = "TRIMTAB_RUN";

    private readonly Lock _gate = new();
    private GuardConnection? _connection;

    /// <summary>Variable that marks the programs of this run: NAME=value, with the number of the program behind it.</summary>
    public string Mark { get; } = Invariant($"{Variable}={Environment.ProcessId}-{TimeProvider.System.GetTimestamp()}.");

    /// <summary>Starts the guard, if it does not run, and does not wait for it.</summary>
    public void Begin() => Connection();

    /// <summary>Has a program started.</summary>
    /// <returns>The program, which the guard is about to start.</returns>
    public GuardedProgram Start(ProgramRequest request)
    {
        while (true)
        {
            if (Connection().Start(request) is { } program)
            {
                return program;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _connection?.Dispose();
            _connection = null;
        }
    }

    private GuardConnection Connection()
    {
        lock (_gate)
        {
            if (_connection is { IsLost: true } lost)
            {
                lost.Dispose();
                _connection = null;
            }

            return _connection ??= new(variables, Mark);
        }
    }
}
