using System.Globalization;

namespace Trimtab.Studies;

/// <summary>Why a study stops. Everything but time is judged on a prefix of the trials, each looked at once, in order. Not thread-safe.</summary>
internal sealed class StopRules(Study study, int? trials, OptimizeOptions options)
{
    private readonly TimeProvider _time = study.Options.TimeProvider;
    private readonly long _start = study.Options.TimeProvider.GetTimestamp();
    private readonly int _before = study.FinishedCount, _first = study.NextNumber;
    private readonly Objective _objective = study.Options.Objectives[0];
    private double _best = double.PositiveInfinity;
    private int _seen, _sinceBest, _failures;
    private string? _reason;

    /// <summary>Why no further trial should begin, or null.</summary>
    /// <param name="begun">Trials begun so far.</param>
    /// <param name="visible">How many trials, from the first, may be looked at.</param>
    public string? Reason(int begun, int visible)
    {
        for (; _reason is null && _seen < visible && study[_seen].IsFinished; _seen++)
        {
            _reason = Judge(study[_seen]);
        }

        return _reason
            ?? (begun >= trials ? Invariant($"{trials} trials were asked for") : null)
            ?? (_before + begun >= options.UpTo ? Invariant($"{options.UpTo} trials were asked for in all") : null)
            ?? (options.Timeout is { } limit && _time.GetElapsedTime(_start) >= limit ? $"the time of {limit} is up" : null)
            ?? study.SamplerIsDone(study.Options.Schedule == Schedule.Asynchronous ? null : visible);
    }

    private string? Judge(Trial trial)
    {
        if (trial.State == TrialState.Complete && trial.Violation <= 0)
        {
            double loss = _objective.Loss(trial.Values[_objective.Name]);
            (_best, _sinceBest) = loss < _best ? (loss, 0) : (_best, _sinceBest + 1);
        }

        _failures = trial.State == TrialState.Failed && trial.Number >= _first ? _failures + 1 : 0;
        return options.Target is { } target && _best <= _objective.Loss(target) ? string.Create(CultureInfo.InvariantCulture, $"trial {trial.Number} reached the target of {target}")
            : _failures >= options.StopAfterFailures ? Invariant($"{options.StopAfterFailures} trials in a row failed")
            : _sinceBest >= options.Patience ? Invariant($"{options.Patience} trials did not improve on the best")
            : options.StopWhen is { } stop && stop(study.Prefix(trial.Number + 1)) ? "the caller said so"
            : null;
    }
}
