namespace Trimtab;

/// <summary>A study at one moment: its options and its trials. What plots and importance evaluators read. Immutable; thread-safe.</summary>
/// <param name="Options">The options: name, objectives, the pruner's metric.</param>
/// <param name="Trials">The trials, by number.</param>
public sealed record StudySnapshot(StudyOptions Options, History Trials)
{
    /// <summary>The options: name, objectives, the pruner's metric.</summary>
    /// <exception cref="ArgumentNullException">They are <see langword="null"/>.</exception>
    public StudyOptions Options { get; init => field = Given(value, nameof(Options)); } = Given(Options, nameof(Options));

    /// <summary>The trials, by number.</summary>
    /// <exception cref="ArgumentNullException">They are <see langword="null"/>.</exception>
    public History Trials { get; init => field = Given(value, nameof(Trials)); } = Given(Trials, nameof(Trials));

    /// <summary>The name of the study.</summary>
    public string Name => Options.Name;

    /// <summary>The objectives, one or more.</summary>
    public IReadOnlyList<Objective> Objectives => Options.Objectives;

    /// <summary>The state of a study now. O(trials).</summary>
    public static implicit operator StudySnapshot(Study study) => Of(study);

    /// <summary>The state of a study now. O(trials).</summary>
    public static StudySnapshot Of(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return new(study.Options, study.Trials);
    }

    /// <summary>The objective called <paramref name="name"/>; the first one for <see langword="null"/>.</summary>
    /// <exception cref="UnknownNameException">The study has no such objective.</exception>
    public Objective ObjectiveNamed(string? name = null) => name is null
        ? Objectives[0]
        : Objectives.FirstOrDefault(objective => objective.Name == name)
            ?? throw new UnknownNameException("objective", name, Objectives.Select(objective => objective.Name));

    /// <summary>The complete trials whose value of <paramref name="objective"/> is finite, by number.</summary>
    public IReadOnlyList<Trial> FiniteTrials(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return [.. Trials.Completed.Where(trial => trial.Values.TryGetValue(objective.Name, out double value) && double.IsFinite(value))];
    }

    /// <summary>The completed trials that satisfy the constraints and that no other beats in every objective, by number.</summary>
    public IReadOnlyList<Trial> ParetoFront => Pareto.Front(Trials, Objectives);

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);

    private static T Given<T>(T value, string name)
        where T : class => value ?? throw new ArgumentNullException(name);
}
