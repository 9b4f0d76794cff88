using Trimtab.Spaces;
using Trimtab.Storages;
using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Processes;
using Trimtab.Tool.Programs.Screens;
using Trimtab.Tool.Programs.Settings;
using Trimtab.Tool.Results;
using Trimtab.Tool.Studies;

namespace Trimtab.Tool.Programs.Evaluation;

/// <summary>Evaluates trials of a study of a program until it is complete, interrupted, or its time is up.</summary>
/// <param name="settings">What is run.</param>
/// <param name="study">The study, opened in its storage.</param>
/// <param name="storage">The storage.</param>
/// <param name="context">Clock, streams, signals.</param>
internal sealed class RunSession(RunSettings settings, Study study, StudyStorage storage, ToolContext context)
{
    private const int TemporaryRetries = 3;

    private readonly RunBoard _board = new(context.Time);

    /// <summary>Evaluates trials.</summary>
    /// <param name="begins">No trial begins after this is cancelled; those that run go on.</param>
    /// <param name="stop">Programs that run are ended after this is cancelled, and their trials put back.</param>
    /// <param name="kill">Programs are killed after this is cancelled, without the grace. It is cancelled after the others.</param>
    public async Task<ExitCode> RunAsync(CancellationToken begins, CancellationToken stop, CancellationToken kill)
    {
        using var guard = new ProcessGuard(context.Variables);
        guard.Begin();
        var objective = new ProgramObjective(settings, study, guard, _board, context, begins, stop, kill);
        using var screen = RunScreen.Begin(settings, study, _board, context);
        using var signals = new RunSignals(settings, _board, screen, context.Interruption, begins, stop, kill);
        string? why = null;
        bool hasFailed = false;
        try
        {
            var result = await study.OptimizeAsync(objective.EvaluateAsync, options: Options(screen), cancellationToken: begins)
                .ConfigureAwait(false);
            hasFailed = result.Reason == StopReason.FailuresInARow;
            why = result.Reason == StopReason.TotalReached
                ? $"the study has its {CountText.Of(settings.Trials ?? 0, "trial")}"
                : result.Message;
            foreach (string warning in result.Warnings)
            {
                screen.Say(warning);
            }
        }
        catch (OperationCanceledException) when (begins.IsCancellationRequested)
        {
        }
        catch (TrimtabException error) when (error is not StorageException && _board.View() is { Ended: > 0 } view
            && view.Counts.GetValueOrDefault(TrialState.Failed) == view.Ended)
        {
            (why, hasFailed) = ("every trial of this run failed", true); // each was reported when it ended
        }

        screen.Dispose();
        WarnOfPruner();
        foreach (string warning in _board.View().Warnings)
        {
            context.Error.WriteLine(warning);
        }

        new RunSummary(settings, study, _board.View(), why, Failed, context).Write();
        return context.Interruption.Signal is { } signal ? ExitCodes.OfSignal(signal)
            : !study.Trials.Completed.Any(trial => trial.IsFeasible) ? ExitCode.NoTrialSucceeded
            : hasFailed ? ExitCode.Error
            : settings.Goal is not null && !IsReached() ? ExitCode.GoalNotReached
            : ExitCode.Done;
    }

    /// <summary>How many trials of the study have failed and were not tried again.</summary>
    private int Failed() => FailedTrials.Of(storage.ReadTrials(storage.FindStudy(settings.Name)!.Id, -1, [])).Length;

    private void WarnOfPruner()
    {
        if (settings.Study.Prunes && _board.View() is { HasReports: false } view && view.Counts.GetValueOrDefault(TrialState.Complete) > 0)
        {
            _board.Warn(
                $"The pruner {settings.Study.Pruner} ended no program: none reported {settings.Metrics[0].Objective.Name} on its way. "
                + "Print step=3 or epoch=3 on the metric's line, or Epoch 3 on a line before it. Only numbers in lines are reports.");
        }
    }

    /// <summary>Adds the values to try first, but for those that a trial has or had.</summary>
    public static void Enqueue(RunSettings settings, Study study, StudyStorage storage, long id)
    {
        foreach (string text in settings.Enqueued)
        {
            // As Optuna enqueues: parameters with conditions are not in the study's space, which always applies.
            var values = settings.Space.Values(text);
            while (!IsThere(values) && storage.CreateTrial(id, WaitingTrial.Of(values), study.Count) is null)
            {
                study.Refresh(); // another process has added trials
            }
        }

        bool IsThere(ParameterSet values) => study.Trials.Any(trial => values.All(
            item => HasValue(trial.Parameters, item.Key, item.Value) || HasValue(trial.Given, item.Key, item.Value)));

        bool HasValue(ParameterSet parameters, string name, ParameterValue wanted) => parameters.TryGetValue(name, out var value)
            && settings.Space[name].Distribution.Contains(value) && ValueText.Of(value) == ValueText.Of(wanted);
    }

    private OptimizeOptions Options(RunScreen screen) => new()
    {
        UpTo = settings.Trials,
        Timeout = settings.Time,
        Target = settings.Goal,
        StopAfterFailures = settings.Failures,
        Workers = settings.Jobs,
        Retries = (int)Math.Min(int.MaxValue, (long)settings.Retries + TemporaryRetries),
        RetryWhen = error => error is ProgramException program && MayRetry(program),
        TrialEnded = (_, trial) =>
        {
            _board.End(trial);
            screen.Ended(trial);
        },
    };

    private bool MayRetry(ProgramException error) => error.Attempt <= (error.IsTemporary ? TemporaryRetries : settings.Retries);

    private bool IsReached()
    {
        var objective = settings.Metrics[0].Objective;
        return study.Trials.Completed.Any(trial => trial.IsFeasible
            && objective.Loss(trial.Values[objective.Name]) <= objective.Loss(settings.Goal!.Value));
    }
}
