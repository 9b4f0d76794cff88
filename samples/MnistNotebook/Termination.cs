using System.Runtime.InteropServices;
using Spectre.Console;

namespace MnistNotebook;

/// <summary>
/// Ends the program in good order at the first SIGINT (Ctrl-C), SIGTERM, SIGHUP or SIGQUIT; at once at the second, or when 30 s were not
/// enough.
/// </summary>
internal sealed class Termination : IDisposable
{
    /// <summary>What shells expect of a program that was interrupted.</summary>
    public const int ExitCode = 130;

    private static readonly PosixSignal[] _signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    private readonly IAnsiConsole _console;
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private ITimer? _limit;
    private int _came;

    /// <summary>Listens until it is disposed.</summary>
    /// <param name="console">Falls silent when its terminal goes away.</param>
    public Termination(IAnsiConsole console)
    {
        _console = console;
        _registrations = [.. _signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
    }

    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _limit?.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true; // or the process would end in the middle of what it does
        if (Interlocked.Increment(ref _came) > 1)
        {
            Environment.Exit(ExitCode);
        }

        if (context.Signal == PosixSignal.SIGHUP && _console.Profile.Out.IsTerminal)
        {
            _console.Profile.Out = new AnsiConsoleOutput(TextWriter.Null);
        }

        _limit = TimeProvider.System.CreateTimer(_ => Environment.Exit(ExitCode), null, _longest, Timeout.InfiniteTimeSpan);
        _ = _source.CancelAsync();
    }
}
