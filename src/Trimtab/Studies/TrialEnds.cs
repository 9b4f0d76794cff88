namespace Trimtab.Studies;

/// <summary>How a trial ends, by what its objective function returned, threw or reported. Immutable; thread-safe.</summary>
internal sealed class TrialEnds(StudyOptions options)
{
    private readonly string[] _names = [.. options.Objectives.Select(objective => objective.Name)];
    private readonly string _reported = // the metric that has the first objective's intermediate values
        options.Pruner.ObjectiveOf(options.Objectives) == options.Objectives[0] ? options.Pruner.Metric : options.Objectives[0].Name;

    private readonly long _begun; // by the study's clock

    /// <summary>Those of a trial that is ended by hand.</summary>
    private TrialEnds(StudyOptions options, long begun)
        : this(options) => _begun = begun;

    /// <summary>How a trial ends that begins now and is ended by hand.</summary>
    public TrialEnds Begun() => new(options, options.TimeProvider.GetTimestamp());

    /// <summary>How it ends, with the time since it began.</summary>
    public TrialEnd Timed(TrialEnd end) => end with { Duration = options.TimeProvider.GetElapsedTime(_begun) };

    /// <summary>Refuses values that are not as many as the objectives.</summary>
    /// <exception cref="TrimtabException">They are not, or there are none.</exception>
    public double[] Require(IReadOnlyList<double>? values, int number) => values is not null && values.Count == _names.Length
        ? [.. values]
        : throw new TrimtabException(
            Invariant($"A trial must end with a value for each objective ({string.Join(", ", _names)}). Got ")
            + Invariant($"{(values is null ? "null" : InvariantText.Count(values.Count, "value"))} for trial {number}."));

    /// <summary>It was evaluated to its end; with a value that is NaN it has failed.</summary>
    /// <param name="values">A value for each objective, in their order.</param>
    public TrialEnd Completed(double[] values) => Array.FindIndex(values, double.IsNaN) is var nan and >= 0
        ? Failed(NaN(_names[nan]))
        : new(TrialEvent.Complete, new(_names, values));

    /// <summary>It was stopped early; its value is the last that was reported of the objective, where there is one objective.</summary>
    /// <param name="trial">The trial with its reports.</param>
    /// <param name="isPaused">Whether a later trial may resume it.</param>
    /// <param name="value">Its value instead of the last report's.</param>
    public TrialEnd Stopped(Trial trial, bool isPaused, double? value) => new(
        isPaused ? TrialEvent.Pause : TrialEvent.Prune,
        _names.Length == 1 && (value ?? LastReported(trial)) is { } last ? new(_names, [last]) : new([], []));

    /// <summary>It ended with an exception.</summary>
    public static TrialEnd Failed(Exception error) => Failed(TrialFailure.Of(error)) with { Error = error };

    /// <summary>Ends a trial as failed, for a reason given as text.</summary>
    public static TrialEnd Failed(string why) => Failed(TrialFailure.Because(why));

    /// <summary>A finished trial from elsewhere: one that is complete with a value that is NaN has failed.</summary>
    public Trial Checked(Trial trial) =>
        trial.State == TrialState.Complete && _names.FirstOrDefault(name => double.IsNaN(trial.Values[name])) is { } nan
        ? trial with { State = TrialState.Failed, Values = new NamedValues([], []), Failure = NaN(nan) }
        : trial;

    private static TrialEnd Failed(TrialFailure failure) => new(TrialEvent.Fail, new([], [])) { Failure = failure };

    private static TrialFailure NaN(string name) => TrialFailure.Because($"The objective function returned NaN for {name}.");

    private double? LastReported(Trial trial) =>
        trial.Reports.LastOrDefault(report => report.Metrics.ContainsKey(_reported))?.Metrics[_reported];
}
