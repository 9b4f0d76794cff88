using Trimtab.Tool.Programs.Metrics;
using Trimtab.Tool.Programs.Processes;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Programs;

/// <summary>All that <c>trimtab run</c> is told about a study of a program. Immutable.</summary>
internal sealed record RunSettings
{
    /// <summary>Name of the study.</summary>
    public required string Name { get; init; }

    /// <summary>Tells the study apart from others that have had its name; empty before it is stored.</summary>
    public string Id { get; init; } = "";

    /// <summary>The program and its arguments, or one line for the shell.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Whether the words are a line for the shell.</summary>
    public bool IsShell { get; init; }

    /// <summary>The parameters.</summary>
    public required ProgramSpace Space { get; init; }

    /// <summary>The program and its arguments with placeholders.</summary>
    public required CommandTemplate Command { get; init; }

    /// <summary>The metrics, one or more.</summary>
    public required IReadOnlyList<ProgramMetric> Metrics { get; init; }

    /// <summary>Constraints on other numbers that the program prints.</summary>
    public IReadOnlyList<OutcomeLimit> Limits { get; init; } = [];

    /// <summary>The sampler, as it is written.</summary>
    public string Sampler { get; init; } = "auto";

    /// <summary>The pruner, as it is written.</summary>
    public string Pruner { get; init; } = "none";

    /// <summary>Seed of all random draws.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether the trials are the same at every run, however many are evaluated at once.</summary>
    public bool IsReproducible { get; init; }

    /// <summary>How many trials the study is to have; null for no limit.</summary>
    public int? Trials { get; init; }

    /// <summary>For how long trials begin; null for no limit.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>How many trials are evaluated at once.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>The study ends when the first metric is as good as this; null for never.</summary>
    public double? Goal { get; init; }

    /// <summary>What a run of the program may take.</summary>
    public ProgramLimits Program { get; init; } = new();

    /// <summary>How often a trial that fails is tried again.</summary>
    public int Retries { get; init; }

    /// <summary>How many trials may fail in a row.</summary>
    public int Failures { get; init; } = 10;

    /// <summary>Values of parameters that are tried first.</summary>
    public IReadOnlyList<string> Enqueued { get; init; } = [];

    /// <summary>The folder of the trials' folders.</summary>
    public required string Folder { get; init; }

    /// <summary>Options of the study.</summary>
    public StudyOptions Options(TimeProvider clock) => new()
    {
        Name = Name,
        Objectives = [.. Metrics.Select(metric => metric.Objective)],
        Space = Space.Always.Count > 0 ? Space.Always : null,
        Sampler = Sampler == "grid"
            ? throw new TrimtabException("The sampler 'grid' is made of a grid in code. Every combination of finite values: brute_force.")
            : NamedPart.Make(Trimtab.Samplers.Sampler.Catalog, Sampler),
        Pruner = NamedPart.Make(Trimtab.Pruners.Pruner.Catalog, Pruner),
        Seed = Seed,
        Concurrency = Jobs,
        Schedule = IsReproducible ? Schedule.Reproducible : Schedule.Asynchronous,
        TimeProvider = clock,
    };

    /// <summary>What the results of trials depend on, by name, as text: two studies of the same are one.</summary>
    public IReadOnlyDictionary<string, string> Definition()
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

        Add("limits", Limits);
        texts["command"] = IsShell ? Words[0] : CommandLineText.Of(Words);
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
}
