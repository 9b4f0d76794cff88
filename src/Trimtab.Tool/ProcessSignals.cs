using System.Runtime.InteropServices;

namespace Trimtab.Tool;

/// <summary>SIGINT (Ctrl-C), SIGTERM, SIGHUP and SIGQUIT of this process, as an <see cref="Interruption"/>.</summary>
internal sealed class ProcessSignals : IDisposable
{
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(1); // for a verb that sees the signal to end in good order

    private readonly PosixSignalRegistration[] _registrations;
    private ITimer? _end;

    /// <summary>Listens until it is disposed.</summary>
    public ProcessSignals() =>
        _registrations = [.. Numbers.Keys.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];

    /// <summary>Signals that have come.</summary>
    public Interruption Interruption { get; } = new();

    private static Dictionary<PosixSignal, int> Numbers { get; } = new()
    {
        [PosixSignal.SIGHUP] = 1,
        [PosixSignal.SIGINT] = 2,
        [PosixSignal.SIGQUIT] = 3,
        [PosixSignal.SIGTERM] = 15,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _end?.Dispose();
        Interruption.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true; // or the process would end in the middle of what it does
        int signal = Numbers[context.Signal];
        if (!Interruption.Raise(signal))
        {
            Environment.Exit((int)ExitCodes.OfSignal(signal));
        }

        _end ??= TimeProvider.System.CreateTimer(_ => EndUnlessAwaited(signal), null, _grace, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends a verb that does not see the signal, as where it waits for a file that nothing writes.</summary>
    private void EndUnlessAwaited(int signal)
    {
        if (!Interruption.IsAwaited)
        {
            Environment.Exit((int)ExitCodes.OfSignal(signal));
        }
    }
}
