namespace Trimtab.Studies;

/// <summary>
/// Why a study stops. Everything but time is judged on a prefix of the trials, each looked at once, in order; trials
/// begun by hand are judged when they have finished. Not thread-safe.
/// </summary>
internal sealed class StopRules(Study study, int? trials, OptimizeOptions options)
{
    private readonly TimeProvider _time = study.Options.TimeProvider;
    private readonly long _start = study.Options.TimeProvider.GetTimestamp();
    private readonly ITrialStore _store = study.Store;
    private readonly int _before = study.Store.FinishedCount - study.Store.Others.Finished, _first = study.Store.NextNumber;
    private readonly Objective _objective = study.Options.Objectives[0];
    private readonly List<int> _elsewhere = []; // begun by hand and not finished yet: judged when they are
    private double _best = double.PositiveInfinity;
    private int _seen, _sinceBest, _failures;
    private Stop? _stop;

    /// <summary>Whether the time limit is over.</summary>
    public bool IsTimeUp => options.Timeout is { } limit && _time.GetElapsedTime(_start) >= limit;

    /// <summary>Why no further trial should begin, or null.</summary>
    /// <param name="begun">Trials begun so far.</param>
    /// <param name="visible">How many trials, from the first, may be looked at.</param>
    /// <param name="running">Trials that this run evaluates now.</param>
    public Stop? Check(int begun, int visible, IReadOnlyCollection<int> running)
    {
        foreach (int number in _elsewhere.Where(number => _store[number].IsFinished).ToList())
        {
            _elsewhere.Remove(number);
            _stop ??= Judge(_store[number]);
        }

        for (; _stop is null && _seen < visible && MayPass(_store[_seen], running); _seen++)
        {
            _stop = _store[_seen] is { IsFinished: true } trial ? Judge(trial) : null;
        }

        return _stop
            ?? (begun >= trials
                ? new Stop(StopReason.TrialsAdded, AskedFor(begun))
                : null)
            ?? (_store.Others is var (finished, underWay) && _before + begun + finished + underWay >= options.UpTo
                ? new Stop(StopReason.TotalReached, $"{AskedFor(options.UpTo ?? 0)} in all")
                : null)
            ?? (_store.IsStopRequested ? new Stop(StopReason.Requested, "the study was asked to stop") : null)
            ?? (IsTimeUp ? new Stop(StopReason.TimedOut, $"the time of {options.Timeout!.Value.ToString("c")} is up") : null)
            ?? (study.Source.Exhausted(study.Options.Schedule == Schedule.Asynchronous ? null : visible) is { } why
                ? new Stop(StopReason.Exhausted, why)
                : null);
    }

    private static string AskedFor(int trials) => $"{InvariantText.Count(trials, "trial")} {(trials == 1 ? "was" : "were")} asked for";

    /// <summary>
    /// Whether the trials after one may be judged: it has finished, or was begun by hand and may never end.
    /// </summary>
    private bool MayPass(Trial trial, IReadOnlyCollection<int> running)
    {
        if (!trial.IsFinished && (trial.State == TrialState.Waiting || running.Contains(trial.Number)))
        {
            return false;
        }

        if (!trial.IsFinished)
        {
            _elsewhere.Add(trial.Number);
        }

        return true;
    }

    private Stop? Judge(Trial trial)
    {
        if (trial.State == TrialState.Complete && trial.IsFeasible)
        {
            double loss = _objective.Loss(trial.Values[_objective.Name]);
            (_best, _sinceBest) = loss < _best ? (loss, 0) : (_best, _sinceBest + 1);
        }

        _failures = trial.State == TrialState.Failed && trial.Number >= _first ? _failures + 1 : 0;
        return options.Target is { } target && _best <= _objective.Loss(target)
                ? new Stop(StopReason.TargetReached, Invariant($"trial {trial.Number} reached the target of {target}"))
            : _failures >= options.StopAfterFailures
                ? new(StopReason.FailuresInARow, Invariant($"{options.StopAfterFailures} trials in a row failed"))
            : _sinceBest >= options.Patience
                ? new(StopReason.NoImprovement, Invariant($"{options.Patience} trials did not improve on the best"))
            : options.StopWhen is { } stop && stop(_store.Read(trial.Number + 1))
                ? new(StopReason.Requested, "StopWhen returned true")
            : null;
    }

    /// <summary>A reason to stop.</summary>
    /// <param name="Reason">Which.</param>
    /// <param name="Message">A clause with its numbers.</param>
    public sealed record Stop(StopReason Reason, string Message);
}
