using System.Collections.Concurrent;
using Trimtab.Files;
using Trimtab.Spaces;
using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Metrics;
using Trimtab.Tool.Programs.Processes;
using Trimtab.Tool.Programs.Screens;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Programs.Evaluation;

/// <summary>The objective function that is a program: runs it with a trial's parameters, reads its numbers, ends it. Thread-safe.</summary>
internal sealed class ProgramObjective
{
    private const int LinesShown = 20;
    private const int ProbeBytes = 16 * 1024;
    private const string ProbeName = "room.tmp";

    private readonly RunSettings _settings;
    private readonly Study _study;
    private readonly ProcessGuard _guard;
    private readonly ToolContext _tool;
    private readonly RunBoard _board;
    private readonly string[] _environment;
    private readonly CancellationToken _begins, _stop, _kill;
    private readonly ConcurrentDictionary<int, bool> _begun = []; // trials, here
    private readonly ConcurrentDictionary<(int Trial, bool IsTemporary), int> _failures = [];

    /// <param name="settings">What is run.</param>
    /// <param name="study">The study.</param>
    /// <param name="guard">Ends programs with this process.</param>
    /// <param name="board">Gets the beginnings, reports and ends of trials.</param>
    /// <param name="tool">Environment, current folder and clock.</param>
    /// <param name="begins">No trial begins after it is cancelled; those that run go on.</param>
    /// <param name="stop">Ends programs that run; their trials are put back.</param>
    /// <param name="kill">Kills programs that run, without the grace. It is cancelled after the others.</param>
    public ProgramObjective(
        RunSettings settings,
        Study study,
        ProcessGuard guard,
        RunBoard board,
        ToolContext tool,
        CancellationToken begins,
        CancellationToken stop,
        CancellationToken kill)
    {
        (_settings, _study, _guard, _board, _tool) = (settings, study, guard, board, tool);
        (_begins, _stop, _kill) = (begins, stop, kill);
        _environment = ProgramEnvironment.Of(tool.Variables, guard.Mark);
    }

    /// <summary>Runs the program on a trial.</summary>
    /// <returns>The values of the objectives.</returns>
    /// <exception cref="ProgramException">It gave none.</exception>
    /// <exception cref="TrialPrunedException">The pruner ended it.</exception>
    /// <exception cref="OperationCanceledException">The tool ends.</exception>
    /// <exception cref="StorageException">The trial's folder can't be written: the trial is put back.</exception>
    public async Task<IReadOnlyList<double>> EvaluateAsync(LiveTrial trial)
    {
        _begun[trial.Number] = true;
        try
        {
            return await AttemptAsync(trial).ConfigureAwait(false);
        }
        catch (ProgramException error)
        {
            int attempt = _failures.AddOrUpdate((trial.Number, error.IsTemporary), 1, (_, earlier) => earlier + 1);
            throw new ProgramException(error.Message, error.IsTemporary) { Attempt = attempt };
        }
    }

    private async Task<IReadOnlyList<double>> AttemptAsync(LiveTrial trial)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_stop);
        using var lost = trial.CancellationToken.Register(() =>
        {
            if (!_begins.IsCancellationRequested)
            {
                ending.Cancel(); // the trial became another worker's
            }
        });
        ending.Token.ThrowIfCancellationRequested();
        if (_settings.Space.Refusal(_study[trial.Number].Given) is { } refusal)
        {
            throw new TrimtabException(refusal);
        }

        var values = _settings.Space.Suggest(trial);
        trial.KeepParameters(); // another attempt has the same arguments, whatever has ended meanwhile
        var context = ContextOf(trial);
        _board.Begin(trial.Number, values);
        bool isPruned = false;
        var reading = new TrialReading(_settings, (value, epoch) =>
        {
            trial.Report(value, epoch);
            _board.Report(trial.Number, value);
            isPruned = trial.ShouldPrune();
            return !isPruned;
        });
        var end = await EndAsync(trial.Number, values, context, reading, ending.Token).ConfigureAwait(false);
        if (reading.HasLongLine)
        {
            _board.Warn(TrialReading.TooLong);
        }

        if (reading.WentBack)
        {
            _board.Warn(
                "Steps went back while a program ran: of two reports of one step the first counts. Print the epoch beside the step.");
        }

        return isPruned ? throw new TrialPrunedException()
            : end.Cause == StopCause.Cancelled ? throw new OperationCanceledException(ending.Token)
            : Result(trial, reading, end);
    }

    /// <summary>Runs the program outside a study, to see how long it takes and whether it gives a value.</summary>
    /// <exception cref="ProgramException">It gave none.</exception>
    public async Task<ProgramEnd> TryAsync(ParameterSet values, TrialContext context)
    {
        var reading = new TrialReading(_settings, (_, _) => true);
        var run = Prepare(values, context, reading, key: "");
        var end = await ProgramRun.RunAsync(run.Request, _guard, _tool.Time, _stop, _kill).ConfigureAwait(false);
        Array.ForEach(run.Files, file => file.Keep());
        _stop.ThrowIfCancellationRequested();
        _ = Read(end, reading.Values);
        return end;
    }

    /// <summary>Number, folder and seed of a trial, which its program has beside its parameters.</summary>
    public TrialContext ContextOf(LiveTrial trial) => new(
        trial.Number,
        Path.Combine(_settings.Folder, Invariant($"{trial.Number}")),
        trial.Random.At("program").Stream().NextInt32(int.MaxValue));

    /// <summary>The end of the program: of one that ran before this tool began, what it left; else it is run.</summary>
    private async Task<ProgramEnd> EndAsync(
        int trial, ParameterSet values, TrialContext context, TrialReading reading, CancellationToken cancellationToken)
    {
        string key = KeyOf(values, context);
        try
        {
            Directory.CreateDirectory(context.Folder);
            (ProgramRequest Request, MetricFile[] Files) run;
            using (await FolderLock.TakeAsync(context.Folder, cancellationToken).ConfigureAwait(false))
            {
                if (ProgramEndFile.Read(context.Folder, key) is { } before && IsThere(before))
                {
                    Replay(TrialReading.Stream(_settings), before, reading, cancellationToken);
                    return before;
                }

                run = Prepare(values, context, reading, key);
            }

            var end = await ProgramRun.RunAsync(run.Request, _guard, _tool.Time, cancellationToken, _kill).ConfigureAwait(false);
            KeepFiles(trial, run.Files);
            return end;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(context.Folder, error);
        }
    }

    private static StorageException Unwritable(string folder, Exception error) => new(
        $"What programs print is kept in folders that must be writable. {folder} is not: {error.Message} Make room or change its "
        + "permissions, or name another one by --folder; the same command goes on.",
        error);

    /// <summary>Writes the files that a program is given, and removes what an earlier attempt left.</summary>
    private (ProgramRequest Request, MetricFile[] Files) Prepare(
        ParameterSet values, TrialContext context, TrialReading reading, string key)
    {
        SharedFile.Delete(Path.Combine(context.Folder, ProgramEndFile.FileName));
        foreach (string file in _settings.Command.Files)
        {
            OwnFile.Write(Path.Combine(context.Folder, file), ParameterFile.Text(file, values));
        }

        var arguments = _settings.Command.Arguments(values, context);
        var request = new ProgramRequest
        {
            File = ProgramFile.Find(arguments[0], _tool),
            Arguments = arguments,
            Environment = [.. _environment, .. _settings.Command.Environment(values, context).Select(item => $"{item.Key}={item.Value}")],
            WorkingFolder = _tool.Folder,
            Folder = context.Folder,
            Key = key,
            KeepsFailures = TakesFailures,
            Stream = TrialReading.Stream(_settings),
            Line = reading.Read,
            LineTooLong = reading.PassOver,
            MeasuresMemory = TrialReading.MeasuresMemory(_settings),
            Limits = _settings.Program,
        };
        return (request, [.. MetricPaths.Select(path => new MetricFile(path, context.Folder, _tool.Folder, _tool.Time.GetUtcNow()))]);
    }

    private void KeepFiles(int trial, MetricFile[] files)
    {
        if (files.Length > 0)
        {
            _study.Refresh();
            Array.ForEach(IsAlone(_study[trial].Started) ? files : [], file => file.Keep());
        }
    }

    /// <summary>Whether no other program of the study has run since then, here or elsewhere; those of this run are one at a time.</summary>
    private bool IsAlone(DateTimeOffset? began) => _settings.Jobs == 1 && _study.Trials
        .Where(other => !_begun.ContainsKey(other.Number))
        .All(other => other.State != TrialState.Running && !(BoundedTime.After(other.Started, other.Duration) > began));

    /// <summary>Whether what a program left that ended before this tool began is all that its values are read from.</summary>
    private bool IsThere(ProgramEnd end)
    {
        var stream = TrialReading.Stream(_settings);
        return (stream == ProgramStream.None || File.Exists(stream.FileIn(end.Folder)))
            && MetricPaths.All(
                path => Path.Exists(MetricFile.In(end.Folder, path))
                    || (IsAlone(end.Started) && MetricFile.Keep(path, end, _tool.Folder)));
    }

    /// <summary>Reads what a program has printed before this tool began; what is cancelled is read by the next.</summary>
    private static void Replay(ProgramStream stream, ProgramEnd end, TrialReading reading, CancellationToken cancellationToken)
    {
        if (stream != ProgramStream.None)
        {
            LineReader.Read(stream.FileIn(end.Folder), Read, reading.PassOver);
        }

        bool Read(string line)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return reading.Read(line);
        }
    }

    /// <summary>Tells an evaluation apart from those of other studies that have had the same folder.</summary>
    private string KeyOf(ParameterSet values, TrialContext context) => string.Join(
        '\n', [_settings.Id, Invariant($"{context.Number}"), values.ToString(), .. _settings.Command.Arguments(values, context)]);

    private IReadOnlyList<double> Result(LiveTrial trial, TrialReading reading, ProgramEnd end)
    {
        var values = Read(end, reading.Values);

        // Of each limit, also where it is kept: Optuna wants as many of each trial.
        foreach (double violation in Read(end, reading.Violations))
        {
            trial.Constrain(violation);
        }

        return values;
    }

    /// <summary>Numbers of a program that has ended; the message says what it printed last where it has none.</summary>
    private IReadOnlyList<double> Read(ProgramEnd end, Func<ProgramEnd, IReadOnlyList<double>> numbers)
    {
        try
        {
            RequireValue(end);
            return numbers(end);
        }
        catch (ProgramException error)
        {
            RequireRoom(end.Folder);
            throw new ProgramException(error.Message + Tail(end.Folder), error.IsTemporary);
        }
    }

    /// <summary>Requires that what a program printed was not lost on a full disk; where its folder is gone, the program did that.</summary>
    /// <exception cref="StorageException">The folder has no room: the program is run again when it has.</exception>
    private static void RequireRoom(string folder)
    {
        string probe = Path.Combine(folder, ProbeName);
        try
        {
            OwnFile.Write(probe, new string('\n', ProbeBytes));
            SharedFile.Delete(probe);
        }
        catch (IOException error) when (Directory.Exists(folder))
        {
            SharedFile.Delete(probe);
            SharedFile.Delete(Path.Combine(folder, ProgramEndFile.FileName));
            throw Unwritable(folder, error);
        }
    }

    /// <exception cref="ProgramException">The program has ended in a way that gives no value.</exception>
    private void RequireValue(ProgramEnd end)
    {
        string? why = end.Cause switch
        {
            StopCause.Time => $"The program took longer than {Quantity.Words(_settings.Program.Time!.Value)} (--timeout).",
            StopCause.Memory => $"The program had more than {Quantity.Words(_settings.Program.Memory!.Value)} of memory (--memory).",
            _ when end.ExitCode == ProgramEnd.RunAgain => "The program asks to be run again: exit code 75.",
            _ when IsFailure(end) => $"The program failed: {end.Words}.",
            _ => null,
        };
        if (why is not null)
        {
            throw new ProgramException(
                why, isTemporary: end is { ExitCode: ProgramEnd.RunAgain, Cause: not (StopCause.Time or StopCause.Memory) });
        }
    }

    private bool TakesFailures => _settings.Metrics.All(metric => metric.Source.TakesFailures);

    private IEnumerable<string> MetricPaths => _settings.Metrics.Select(metric => metric.Source.OutputFile).OfType<string>().Distinct();

    private bool IsFailure(ProgramEnd end) =>
        end.ExitCode is null || (end.ExitCode != 0 && !TakesFailures);

    private static string Tail(string folder)
    {
        var errors = LastLines.Of(ProgramStream.Errors.FileIn(folder), LinesShown);
        var output = LastLines.Of(ProgramStream.Output.FileIn(folder), LinesShown);
        string text = LastLines.Text("Its last lines:", output) + LastLines.Text("Its last lines on standard error:", errors);
        return text.Length > 0 ? text : "\nIt printed nothing.";
    }
}
