using System.CommandLine;
using Trimtab.Tool.Programs.Metrics;

namespace Trimtab.Tool.Programs.Settings;

/// <summary>The options of a study of a program, shared by <c>run</c>, <c>plan</c>, <c>check</c>, files and stored studies.</summary>
internal sealed class RunOptions
{
    /// <summary>Name of the study.</summary>
    public Option<string?> Name { get; } = new(VerbTree.StudyOption, "-n")
    {
        Description = "Name of the study; the same name and space go on. [default: that of the program]",
        HelpName = "NAME",
    };

    /// <summary>Parameters.</summary>
    public Option<string[]> Parameters { get; } = List(
        "--param",
        "A parameter: lr=1e-5..1e-1:log, layers=1..8, width=16..256:step=16, opt=adam,sgd, bias=flag, seed=fixed:7. Several times.",
        "NAME=VALUES",
        "-p");

    /// <summary>Conditions.</summary>
    public Option<string[]> Conditions { get; } = List(
        "--when", "A parameter that only applies when another has a value: momentum:opt=sgd. Several times.", "CONDITION");

    /// <summary>Rules.</summary>
    public Option<string[]> Rules { get; } = List(
        "--given", "A rule between parameters, in quotes: 'min<max', 'a+b+c=1'. Several times.", "RULE");

    /// <summary>Constraints.</summary>
    public Option<string[]> Limits { get; } = List(
        "--limit", "A constraint on a number the program prints, in quotes: 'memory<=512'. Several times.", "LIMIT");

    /// <summary>Metrics.</summary>
    public Option<string[]> Metrics { get; } = List(
        "--metric",
        "What is optimized, a name the program prints. --maximize, --minimize, --from and --take follow it.",
        "NAME");

    /// <summary>Further metrics.</summary>
    public Option<string[]> And { get; } = List("--and", "Another metric beside it; several times for several.", "NAME");

    /// <summary>Direction of the metric before.</summary>
    public Option<bool> Maximize { get; } = new("--maximize")
    {
        Description = "Great values of the metric are better.",
        Arity = ArgumentArity.Zero,
    };

    /// <summary>Direction of the metric before.</summary>
    public Option<bool> Minimize { get; } = new("--minimize")
    {
        Description = "Small values of the metric are better.",
        Arity = ArgumentArity.Zero,
    };

    /// <summary>Source of the metric before.</summary>
    public Option<string[]> From { get; } = List(
        "--from",
        $"Where the metric comes from: {string.Join(", ", MetricSource.Names)}; as 'regex:acc (\\S+)' or file:metrics.json#/val/acc. "
        + "[default: stdout]",
        "SOURCE");

    /// <summary>Which value of the metric before counts.</summary>
    public Option<string[]> Take { get; } = List(
        "--take", "Which of several values counts, one a line: last, best, or mean:5 of the last five. [default: last]", "RULE");

    /// <summary>How many trials.</summary>
    public Option<int?> Trials { get; } = new("--trials", "-t")
    {
        Description = "How many trials the study is to have in all.",
        HelpName = "N"
    };

    /// <summary>For how long.</summary>
    public Option<string?> Time { get; } = new("--time") { Description = "For how long trials begin: 90s, 10m, 2h.", HelpName = "TIME" };

    /// <summary>How many at once.</summary>
    public Option<int?> Jobs { get; } = new("--jobs", "-j")
    {
        Description = "How many trials are evaluated at once. [default: 1]",
        HelpName = "N"
    };

    /// <summary>When it is good enough.</summary>
    public Option<double?> Goal { get; } = new("--goal")
    {
        Description = "Ends when the (first) metric is as good as this; else the exit code is 4.",
        CustomParser = RealNumbers.ParseOne,
        HelpName = "VALUE",
    };

    /// <summary>The sampler.</summary>
    public Option<string?> Sampler { get; } = new("--sampler")
    {
        Description = $"Suggests parameters: {string.Join(", ", StudyDefinition.Samplers)}; "
            + "settings as JSON: 'tpe:{\"StartupTrials\": 20}'. [default: auto]",
        HelpName = "NAME",
    };

    /// <summary>The pruner.</summary>
    public Option<string?> Pruner { get; } = new("--pruner")
    {
        Description = $"Ends trials early by what they report: {string.Join(", ", Pruners.Pruner.Catalog.Names)}; "
            + "settings as JSON: 'threshold:{\"Upper\": 0.5}'. [default: none]",
        HelpName = "NAME",
    };

    /// <summary>The seed.</summary>
    public Option<ulong?> Seed { get; } = new("--seed") { Description = "Seed of all random draws. [default: 0]", HelpName = "N" };

    /// <summary>Whether reproducible.</summary>
    public Option<bool> Reproducible { get; } = new("--reproducible")
    {
        Description = "The same trials at every run with the same -j, by one process; programs may have to wait for one another.",
    };

    /// <summary>First guesses.</summary>
    public Option<string[]> Enqueue { get; } = List("--enqueue", "Values to try first: lr=0.1,opt=adam. Several times.", "VALUES");

    /// <summary>A line for the shell.</summary>
    public Option<string?> Shell { get; } = new("--shell")
    {
        Description = "A line for /bin/sh in place of the words behind --; values in it are quoted.",
        HelpName = "LINE",
    };

    /// <summary>Time limit.</summary>
    public Option<string?> Timeout { get; } = new("--timeout") { Description = "How long a trial may take: 10m.", HelpName = "TIME" };

    /// <summary>Memory limit.</summary>
    public Option<string?> Memory { get; } = new("--memory")
    {
        Description = "How much memory a trial may have: 2G. Linux.",
        HelpName = "SIZE"
    };

    /// <summary>Grace.</summary>
    public Option<string?> Grace { get; } = new("--grace")
    {
        Description = "How long a program may take to end after SIGTERM, before SIGKILL. [default: 10s]",
        HelpName = "TIME",
    };

    /// <summary>Retries.</summary>
    public Option<int?> Retries { get; } = new("--retries")
    {
        Description = "How often a trial that fails is tried again. Exit code 75 asks for it, up to 3 times, in any case. [default: 0]",
        HelpName = "N",
    };

    /// <summary>Failures in a row.</summary>
    public Option<int?> Failures { get; } = new("--failures")
    {
        Description = "Ends when so many trials in a row have failed. [default: 10]",
        HelpName = "N",
    };

    /// <summary>Folder.</summary>
    public Option<string?> Folder { get; } = new("--folder")
    {
        Description = "Where the trials' folders are, with what programs print. [default: trimtab-runs/NAME]",
        HelpName = "DIR",
    };

    /// <summary>Names of sources, samplers, pruners and rules are completed.</summary>
    public RunOptions()
    {
        From.CompletionSources.Add([.. MetricSource.Names]);
        Take.CompletionSources.Add("last", "best");
        Sampler.CompletionSources.Add([.. StudyDefinition.Samplers]);
        Pruner.CompletionSources.Add([.. Pruners.Pruner.Catalog.Names]);
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Symbol> Symbols =>
    [
        Name, Parameters, Conditions, Rules, Limits, Metrics, And, Maximize, Minimize, From, Take, Trials, Time, Jobs, Goal, Sampler,
        Pruner, Seed, Reproducible, Enqueue, Shell, Timeout, Memory, Grace, Retries, Failures, Folder,
    ];

    /// <summary>Those that say what a study searches, for trials that are evaluated by hand or come from a table.</summary>
    public IEnumerable<Symbol> Definition => [Parameters, Conditions, Rules, Metrics, And, Maximize, Minimize, Sampler, Seed];

    /// <summary>The option of a name in a file.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public Option this[string name] => Symbols.OfType<Option>().FirstOrDefault(option => option.Name == $"--{name}")
        ?? throw new UnknownNameException(
            "option", name, ["parameters", "metrics", "command", .. Symbols.Select(symbol => symbol.Name.TrimStart('-'))]);

    /// <summary>Words of a file, or of what is kept with a study, as these options.</summary>
    /// <exception cref="UsageException">They are none.</exception>
    public ParseResult Parse(IReadOnlyList<string> words)
    {
        var command = new Command("run");
        foreach (var symbol in Symbols.OfType<Option>())
        {
            command.Options.Add(symbol);
        }

        command.Arguments.Add(ProgramArgument.Make());
        var parsed = command.Parse(words, new() { ResponseFileTokenReplacer = null });
        return parsed.Errors.Count > 0 ? throw new UsageException(ParserText.Plain(parsed.Errors[0].Message)) : parsed;
    }

    private static Option<string[]> List(string name, string description, string helpName, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = helpName,
        AllowMultipleArgumentsPerToken = false,
        Arity = ArgumentArity.ZeroOrMore,
        CustomParser = result => [.. result.Tokens.Select(token => token.Value)], // commas and all
    };
}
