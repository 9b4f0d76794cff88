using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Screens;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Programs.Evaluation;

/// <summary>Answers signals for a run until it is disposed; the run ends the tool itself, however long its programs take.</summary>
internal sealed class RunSignals : IDisposable
{
    private readonly RunSettings _settings;
    private readonly RunBoard _board;
    private readonly RunScreen _screen;
    private readonly CancellationTokenRegistration[] _registrations;

    /// <param name="settings">What is run.</param>
    /// <param name="board">What runs.</param>
    /// <param name="screen">Where it is printed.</param>
    /// <param name="interruption">The signals.</param>
    /// <param name="begins">Cancelled when no trial begins any more.</param>
    /// <param name="stop">Cancelled when programs are asked to end.</param>
    /// <param name="kill">Cancelled when programs are killed; one signal more ends the process.</param>
    public RunSignals(
        RunSettings settings,
        RunBoard board,
        RunScreen screen,
        Interruption interruption,
        CancellationToken begins,
        CancellationToken stop,
        CancellationToken kill)
    {
        (_settings, _board, _screen) = (settings, board, screen);
        interruption.Await(begins == stop ? 2 : 3);
        _registrations =
        [
            stop.Register(SayEnding),
            begins.Register(() => SayDraining(begins != stop && interruption.Signal == Interruption.Terminate)),
            kill.Register(screen.Dispose), // the terminal is as it was when the process ends
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());

    private void SayEnding()
    {
        if (Programs() is { } programs)
        {
            _screen.Say($"Ending {programs}, for {Quantity.Words(_settings.Program.Grace)} at most; Ctrl-C again kills what is left.");
        }
    }

    private void SayDraining(bool isDraining)
    {
        if (isDraining && Programs() is { } programs)
        {
            _screen.Say($"No trial begins any more; {programs} may run to the end. Another signal ends what is left.");
        }
    }

    private string? Programs() => _board.View().Running.Count switch
    {
        0 => null,
        1 => "1 program",
        var count => Invariant($"{count} programs"),
    };
}
