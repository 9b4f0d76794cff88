using Trimtab.Pruners;
using Trimtab.Storages;
using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Metrics;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Programs.Settings;

/// <summary>
/// Definition of a study, whatever evaluates its trials: parameters, metrics, limits, sampler, pruner, seed. Immutable.
/// </summary>
internal sealed record StudyDefinition
{
    private const string Grid = "grid";

    /// <summary>Name of the study.</summary>
    public required string Name { get; init; }

    /// <summary>The parameters.</summary>
    public required ProgramSpace Space { get; init; }

    /// <summary>The metrics, one or more.</summary>
    public required IReadOnlyList<ProgramMetric> Metrics { get; init; }

    /// <summary>Constraints on other numbers of a trial.</summary>
    public IReadOnlyList<OutcomeLimit> Limits { get; init; } = [];

    /// <summary>The sampler, as it is written.</summary>
    public string Sampler { get; init; } = "auto";

    /// <summary>The pruner, as it is written.</summary>
    public string Pruner { get; init; } = "none";

    /// <summary>Whether the pruner may end trials early.</summary>
    public bool Prunes => MakePruner() is not NoPruner;

    /// <summary>Seed of all random draws.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether the trials are the same at every run, however many are evaluated at once.</summary>
    public bool IsReproducible { get; init; }

    /// <summary>How many trials are evaluated at once.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Options of the study.</summary>
    /// <exception cref="TrimtabException">No sampler or pruner has the name, or it does not have these settings.</exception>
    public StudyOptions Options(TimeProvider clock) => new()
    {
        Name = Name,
        Objectives = [.. Metrics.Select(metric => metric.Objective)],
        Space = Space.Always.Count > 0 ? Space.Always : null,
        Sampler = MakeSampler(),
        Pruner = OfFirstMetric(MakePruner()),
        Seed = Seed,
        Concurrency = Jobs,
        Schedule = IsReproducible ? Schedule.Reproducible : Schedule.Asynchronous,
        TimeProvider = clock,
    };

    /// <summary>Names of the samplers that a text can say: all but that which is made of a grid in code.</summary>
    public static IEnumerable<string> Samplers => Trimtab.Samplers.Sampler.Catalog.Names.Except([Grid]);

    private Trimtab.Samplers.Sampler MakeSampler()
    {
        string name = Sampler.Split(':')[0];
        return name == Grid
            ? throw new TrimtabException("The sampler 'grid' is made of a grid in code. Every combination of finite values: brute_force.")
            : Samplers.Contains(name, StringComparer.OrdinalIgnoreCase) ? NamedPart.Make(Trimtab.Samplers.Sampler.Catalog, Sampler)
            : throw new UnknownNameException("sampler", name, Samplers);
    }

    private Pruner MakePruner()
    {
        var catalog = Trimtab.Pruners.Pruner.Catalog;
        string name = Pruner.Split(':')[0];
        return catalog.Names.Contains(name, StringComparer.OrdinalIgnoreCase) ? NamedPart.Make(catalog, Pruner)
            : throw new UnknownNameException("pruner", name, catalog.Names);
    }

    /// <summary>A pruner that compares the first metric, which programs report, unless its settings name another one.</summary>
    private Pruner OfFirstMetric(Pruner pruner) => Metrics.Count > 1 && pruner.Metric == new NoPruner().Metric && pruner.Direction is null
        ? pruner with { Metric = Metrics[0].Objective.Name }
        : pruner;

    /// <summary>The settings that trials depend on, by name, as text: two studies of the same are one.</summary>
    public OrderedDictionary<string, string> Texts()
    {
        var texts = new OrderedDictionary<string, string>();
        foreach (var parameter in Space.Parameters)
        {
            texts[$"parameter {parameter.Name}"] = parameter.Values;
        }

        Add("conditions", Space.Conditions);
        Add("rules", Space.Rules.Select(RuleText.Of));
        foreach (var metric in Metrics)
        {
            string direction = EnumText.Of(metric.Objective.Direction);
            texts[$"metric {metric.Objective.Name}"] = $"{direction}, {metric.Take} of {metric.From}";
        }

        Add("order of metrics", Metrics.Count > 1 ? Metrics.Select(metric => metric.Objective.Name) : []); // that of a trial's values
        Add("limits", Limits);
        (texts["sampler"], texts["pruner"], texts["seed"]) = (Sampler, Pruner, Invariant($"{Seed}"));
        texts["schedule"] = IsReproducible ? Invariant($"reproducible with {Jobs} at once") : "as trials end";
        return texts;

        void Add<T>(string name, IEnumerable<T> items)
        {
            if (string.Join(", ", items) is { Length: > 0 } text)
            {
                texts[name] = text;
            }
        }
    }

    /// <summary>Requires that several processes may evaluate trials of the study.</summary>
    /// <exception cref="UsageException">It is reproducible, and so one process's.</exception>
    public void RequireShared()
    {
        if (IsReproducible)
        {
            throw new UsageException($"A study with --reproducible is one process's. '{Name}' is one.");
        }
    }

    /// <summary>Requires that a stored study's values keep their metrics: they are stored by place.</summary>
    /// <exception cref="UsageException">A metric of the study has another place.</exception>
    public void RequireOrder(StoredStudy stored)
    {
        string[] before = [.. stored.Objectives.Select(objective => objective.Name)];
        string[] now = [.. Metrics.Select(metric => metric.Objective.Name)];
        if (now.Index().Any(item => Array.IndexOf(before, item.Item) is >= 0 and var place && place != item.Index))
        {
            throw new UsageException(
                $"A study's metrics keep their order, also with --extend. '{stored.Name}' has {string.Join(", ", before)}. Got "
                + $"{string.Join(", ", now)}.");
        }
    }

    /// <summary>Requires that a stored study keeps its limits once a trial has amounts by which it is beyond them.</summary>
    /// <exception cref="UsageException">They are others.</exception>
    public void RequireLimits(StoredStudy stored, IEnumerable<Trial> trials)
    {
        IReadOnlyList<OutcomeLimit> before = [.. StoredRun.Limits(stored).Select(OutcomeLimit.Parse)];
        if (!before.SequenceEqual(Limits) && trials.Any(trial => trial.State is TrialState.Complete or TrialState.Running))
        {
            throw new UsageException(
                "A study keeps its limits, also with --extend: its trials have the amounts by which they are beyond them. "
                + $"'{stored.Name}' has {Words(before)}. Got {Words(Limits)}; --new begins another study.");
        }

        static string Words(IReadOnlyList<OutcomeLimit> limits) => limits.Count > 0 ? string.Join(", ", limits) : "none";
    }

    /// <summary>Differences of two definitions, a clause each: <c>parameter lr 0.1..1.0, now 0.1..2.0</c>.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now) =>
    [
        .. before.Where(item => !now.ContainsKey(item.Key)).Select(item => $"{item.Key} {item.Value}, now without"),
        .. now.Where(item => !before.ContainsKey(item.Key)).Select(item => $"no {item.Key}, now {item.Value}"),
        .. now.Where(item => before.TryGetValue(item.Key, out string? value) && value != item.Value)
            .Select(item => $"{item.Key} {before[item.Key]}, now {item.Value}"),
    ];
}
