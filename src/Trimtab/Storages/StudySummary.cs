namespace Trimtab.Storages;

/// <summary>Summary of a stored study: how many trials, the best value, since when. A snapshot.</summary>
/// <param name="Study">The study.</param>
/// <param name="Trials">How many trials it has, of every state.</param>
/// <param name="Finished">How many of them have finished: complete, pruned or failed.</param>
/// <param name="Running">How many of them are running.</param>
/// <param name="BestValue">
/// The best value of the complete trials without a violated constraint; <see langword="null"/> where there is none, or where the study has
/// several objectives.
/// </param>
/// <param name="Started">When its first trial began; <see langword="null"/> where none has.</param>
/// <param name="LastCompleted">When a trial of it finished last; <see langword="null"/> where none has.</param>
public sealed record StudySummary(
    StoredStudy Study, int Trials, int Finished, int Running, double? BestValue, DateTimeOffset? Started, DateTimeOffset? LastCompleted)
{
    /// <summary>The study.</summary>
    public StoredStudy Study { get; init => field = Setting.Required(value); } = Setting.Required(Study);

    /// <summary>
    /// Why its trials can't be read, as where another program has damaged a row; <see langword="null"/> where they can. The counts are 0
    /// then.
    /// </summary>
    public string? Fault { get; init; }

    /// <summary>Name of the study.</summary>
    public string Name => Study.Name;

    /// <summary>Name, trials and best value on one line, the same in every culture.</summary>
    public override string ToString() => Fault
        ?? $"{Name}: {Invariant($"{Trials}")} trials" + (BestValue is { } best ? Invariant($", the best value is {best:G6}") : "");

    /// <summary>The summary of a study and its trials.</summary>
    internal static StudySummary Of(StoredStudy study, IReadOnlyList<StoredTrial> trials)
    {
        double[] values = study.Directions.Count > 1 ? [] :
        [
            .. trials.Where(trial => trial.State == TrialState.Complete && StoredViolation.Of(trial) <= 0)
                .Select(trial => trial.Values).OfType<IReadOnlyList<double>>().Select(list => list[0]),
        ];
        return new(
            study,
            trials.Count,
            trials.Count(trial => trial.State is not (TrialState.Running or TrialState.Waiting)),
            trials.Count(trial => trial.State == TrialState.Running),
            values.Length == 0 ? null : study.Directions[0] == Direction.Minimize ? values.Min() : values.Max(),
            trials.Min(trial => trial.Started),
            trials.Max(trial => trial.Completed));
    }
}
