using System.Runtime.InteropServices;

namespace Trimtab.Tool;

/// <summary>SIGINT (Ctrl-C), SIGTERM, SIGHUP and SIGQUIT of this process, as an <see cref="Interruption"/>.</summary>
internal sealed class ProcessSignals : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;

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
        Interruption.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true; // or the process would end in the middle of what it does
        if (!Interruption.Raise(Numbers[context.Signal]))
        {
            Environment.Exit((int)ExitCodes.OfSignal(Numbers[context.Signal]));
        }
    }
}
