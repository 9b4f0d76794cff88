using System.CommandLine;
using System.Text.Json.Nodes;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Tool.Programs;

namespace Trimtab.Tool.Choices;

/// <summary>Options that say what a new study is: its space, objectives and sampler, in the words of <c>run</c>.</summary>
internal sealed class NewStudyOptions
{
    private readonly Option<string[]> _parameters = new("--param", "-p")
    {
        Description = "A parameter: lr=1e-5..1e-1:log, layers=1..8, width=16..256:step=16, opt=adam,sgd. Once for each.",
        HelpName = "NAME=VALUES",
    };

    private readonly Option<string[]> _conditions = new("--when")
    {
        Description = "A parameter that applies only when another has some value: momentum:opt=sgd.",
        HelpName = "CONDITION",
    };

    private readonly Option<string[]> _rules = new("--given")
    {
        Description = "A rule between parameters, in quotes: 'min<max'.",
        HelpName = "RULE",
    };

    private readonly Option<string[]> _metrics = new("--metric", "-m")
    {
        Description = "Name of the objective; once for each.",
        HelpName = "NAME",
    };

    private readonly Option<bool> _maximize = new("--maximize") { Description = "Large values are better. [default: small ones]" };

    private readonly Option<string[]> _directions = new("--direction")
    {
        Description = "minimize or maximize, once for each of several objectives.",
        HelpName = "DIRECTION",
    };

    private readonly Option<string> _sampler = new("--sampler")
    {
        Description = "Suggests parameters: auto, tpe, cmaes, gp, random, and others by name.",
        DefaultValueFactory = _ => "auto",
        HelpName = "SAMPLER",
    };

    /// <summary>The options.</summary>
    public IEnumerable<Symbol> Symbols => [_parameters, _conditions, _rules, _metrics, _maximize, _directions, _sampler];

    /// <summary>Whether a space was given.</summary>
    public bool HasSpace(ToolRun run) => run.Value(_parameters) is { Length: > 0 };

    /// <summary>The parameters that every trial has; null where none was given.</summary>
    public SearchSpace? SpaceOf(ToolRun run) => HasSpace(run) ? Program(run).Always : null;

    /// <summary>The words of the space and the sampler, to be kept with a study.</summary>
    public JsonObject SpaceJson(ToolRun run) => new()
    {
        ["param"] = Words(run.Value(_parameters)),
        ["when"] = Words(run.Value(_conditions)),
        ["given"] = Words(run.Value(_rules)),
        ["sampler"] = run.Value(_sampler),
    };

    /// <summary>Options of a new study.</summary>
    public StudyOptions Options(ToolRun run, string name) => new()
    {
        Name = name,
        Objectives = ObjectivesOf(run),
        Sampler = Sampler.Catalog.Create(run.Value(_sampler)!),
        Schedule = Schedule.Asynchronous,
        TimeProvider = run.Context.Time,
    };

    /// <summary>The space with its conditions.</summary>
    public ProgramSpace Program(ToolRun run) =>
        new(run.Value(_parameters) ?? [], run.Value(_conditions) ?? [], run.Value(_rules) ?? []);

    private static JsonArray Words(string[]? words) => [.. (words ?? []).Select(word => JsonValue.Create(word))];

    private List<Objective> ObjectivesOf(ToolRun run)
    {
        string[] directions = run.Value(_directions) ?? [];
        string[] names = run.Value(_metrics) is { Length: > 0 } given ? given
            : directions.Length > 1 ? [.. directions.Select((_, i) => Invariant($"{i}"))]
            : ["value"];
        if (directions.Length > 0 && (directions.Length != names.Length || run.Value(_maximize)))
        {
            throw new UsageException("--direction is given once for each --metric, and without --maximize.");
        }

        return [.. names.Select((name, i) => new Objective(name, directions.Length > 0 ? DirectionOf(directions[i])
            : run.Value(_maximize) ? Direction.Maximize
            : Direction.Minimize))];
    }

    private static Direction DirectionOf(string word) => word.ToLowerInvariant() switch
    {
        "minimize" => Direction.Minimize,
        "maximize" => Direction.Maximize,
        _ => throw new UsageException($"A direction is minimize or maximize. Got '{word}'."),
    };
}
