using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Metrics;
using Trimtab.Tool.Results;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Trimtab.Tool.Programs.Settings;

/// <summary>
/// A study of a program as YAML or JSON, in files and in storages: the words of a command line by the names of its options.
/// </summary>
/// <remarks>
/// <c>parameters</c> is a map of names to values, <c>metrics</c> a list of name, direction, from and take, <c>command</c> the words behind
/// <c>--</c>; every other key is an option.
/// </remarks>
internal static class RunFile
{
    /// <summary>Name of the folder of the trials' folders.</summary>
    public const string Folder = "folder";

    private const int Deepest = 32;

    /// <summary>The words of a command line that says what a text says.</summary>
    /// <param name="text">The file.</param>
    /// <param name="options">The options, which say what their values are.</param>
    /// <exception cref="TrimtabException">The text is no YAML, or has another form.</exception>
    public static IReadOnlyList<string> Words(string text, RunOptions options)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new TrimtabException("A study's file is text in UTF-8. This one has zero bytes, as UTF-16 has.");
        }

        var yaml = new YamlStream();
        try
        {
            RequireShallow(text);
            yaml.Load(new StringReader(text));
        }
        catch (YamlException error)
        {
            throw new TrimtabException(Invariant($"Line {error.Start.Line}, column {error.Start.Column}: {error.Message}"), error);
        }

        if (yaml.Documents is not [{ RootNode: YamlMappingNode root }])
        {
            throw new TrimtabException(
                "A study's file is one map of names, as parameters, metrics and command, to values. Got "
                + (yaml.Documents.Count > 1 ? Invariant($"{yaml.Documents.Count} documents.") : "something else."));
        }

        var words = new List<string>();
        string[] command = [];
        foreach (var (key, value) in root.Children)
        {
            switch (Scalar(key))
            {
                case "parameters":
                    words.AddRange(Map(value, "parameters").Select(item => $"--param={item.Key}={Values(item.Value)}")); break;
                case "metrics": words.AddRange(List(value).SelectMany(item => Metric(Map(item, "metrics")))); break;
                case "command":
                    command = value is YamlSequenceNode ? [.. List(value).Select(Scalar)]
                    : CommandLineText.Split(Scalar(value)); break;
                case var name: words.AddRange(List(value).SelectMany(item => Words(options[name], Scalar(item)))); break;
            }
        }

        return command.Length == 0 ? words : [.. words, "--", .. command];
    }

    /// <summary>The settings as JSON that reads back.</summary>
    public static JsonObject Json(RunSettings settings)
    {
        var json = Json(settings.Study);
        json[settings.IsShell ? "shell" : "command"] = settings.IsShell ? settings.Words[0] : Array(settings.Words);
        Set("trials", settings.Trials);
        Set("goal", settings.Goal);
        Set("timeout", Seconds(settings.Program.Time));
        Set("memory", settings.Program.Memory is { } memory ? Invariant($"{memory}B") : null);
        Set("grace", Seconds(settings.Program.Grace));
        Set("retries", settings.Retries);
        Set("failures", settings.Failures);
        Set(Folder, settings.IsFolderNamed ? settings.Folder : null);
        return json;

        void Set(string name, JsonNode? value)
        {
            if (value is not null)
            {
                json[name] = value;
            }
        }
    }

    /// <summary>The definition of a study as JSON that reads back.</summary>
    public static JsonObject Json(StudyDefinition study)
    {
        var json = new JsonObject
        {
            ["parameters"] = new JsonObject(study.Space.Parameters.Select(
                parameter => KeyValuePair.Create(parameter.Name, (JsonNode?)parameter.Values))),
        };
        Add("when", study.Space.Conditions.Select(condition => condition.ToString()));
        Add("given", study.Space.Rules.Select(RuleText.Of));
        json["metrics"] = new JsonArray([.. study.Metrics.Select(Json)]);
        Add("limit", study.Limits.Select(limit => limit.ToString()));
        (json["sampler"], json["pruner"], json["seed"]) = (study.Sampler, study.Pruner, study.Seed);
        if (study.IsReproducible)
        {
            (json["reproducible"], json["jobs"]) = (true, study.Jobs);
        }

        return json;

        void Add(string name, IEnumerable<string> items)
        {
            if (items.ToList() is { Count: > 0 } all)
            {
                json[name] = Array(all);
            }
        }
    }

    /// <summary>Text without quotes where YAML reads it as that text.</summary>
    internal static string Word(string text) =>
        text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] is '/' or '.'
            || (char.IsAsciiDigit(text[0]) && text.Contains("..", StringComparison.Ordinal)))
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "_-./:+=".Contains(letter, StringComparison.Ordinal)) && text[^1] != ':'
        && text.ToLowerInvariant() is not ("true" or "false" or "yes" or "no" or "on" or "off" or "null" or "y" or "n")
            ? text
            : JsonSerializer.Serialize(text, ReadableJson.Line);

    /// <summary>
    /// Requires that a text is not nested deeply, also by aliases: that is no study, and its tree would take long to build or to compare.
    /// </summary>
    private static void RequireShallow(string text)
    {
        var parser = new Parser(new StringReader(text));
        var collections = new HashSet<AnchorName>();
        for (int depth = 0; parser.MoveNext(); depth += parser.Current!.NestingIncrease)
        {
            if (parser.Current is NodeEvent { Anchor.IsEmpty: false } and (SequenceStart or MappingStart))
            {
                collections.Add(((NodeEvent)parser.Current).Anchor);
            }

            if (parser.Current is AnchorAlias alias && collections.Contains(alias.Value))
            {
                throw new TrimtabException(Invariant(
                    $"An alias stands for a word or number. *{alias.Value} in line {alias.Start.Line} stands for a list or a map: ")
                    + "write it out.");
            }

            if (depth > Deepest)
            {
                throw new TrimtabException(Invariant(
                    $"A study's file is nested {Deepest} deep at most. Line {parser.Current!.Start.Line} is deeper."));
            }
        }
    }

    private static JsonNode? Seconds(TimeSpan? time) => time is { } given ? given.TotalSeconds.ToString("R", CultureInfo.InvariantCulture)
        + "s" : null;

    private static JsonArray Array(IEnumerable<string> items) => new([.. items.Select(item => (JsonNode?)item)]);

    private static JsonObject Json(ProgramMetric metric) => new()
    {
        ["name"] = metric.Objective.Name,
        ["direction"] = EnumText.Of(metric.Objective.Direction),
        ["from"] = metric.From,
        ["take"] = metric.Take.ToString(),
    };

    private static List<string> Metric(IEnumerable<KeyValuePair<string, YamlNode>> members)
    {
        var metric = members.ToDictionary(item => item.Key, item => Scalar(item.Value));
        if (metric.Keys.Except(["name", "direction", "from", "take"]).FirstOrDefault() is { } unknown)
        {
            throw new UnknownNameException("setting of a metric", unknown, ["name", "direction", "from", "take"]);
        }

        string name = metric.GetValueOrDefault("name") ?? MetricDraft.NameOf(metric.GetValueOrDefault("from"));
        List<string> words = [$"--metric={name}"];
        words.AddRange(metric.TryGetValue("from", out string? from) ? [$"--from={from}"] : []);
        words.AddRange(metric.TryGetValue("take", out string? take) ? [$"--take={take}"] : []);
        words.AddRange(metric.TryGetValue("direction", out string? direction) ? [DirectionOf(direction)] : []);
        return words;
    }

    private static string DirectionOf(string word) => word is "maximize" or "minimize"
        ? $"--{word}"
        : throw new TrimtabException($"A direction is maximize or minimize. Got '{word}'.");

    /// <summary>An option with its value, in one word: a value may look like an option.</summary>
    private static string[] Words(Option option, string value) => option switch
    {
        _ when option.ValueType != typeof(bool) => value.Length > 0 ? [$"{option.Name}={value}"] : [option.Name, value],
        _ when !bool.TryParse(value, out _) => throw new TrimtabException(
            $"'{option.Name.TrimStart('-')}' is true or false. Got '{value}'."),
        { Arity.MaximumNumberOfValues: 0 } => bool.Parse(value) ? [option.Name] : [],
        _ => [$"{option.Name}={value}"],
    };

    private static string Values(YamlNode node) => node is YamlSequenceNode list ? string.Join(",", list.Select(Item)) : Scalar(node);

    /// <summary>An item of a list: a number, or text that is no number.</summary>
    private static string Item(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain }
        && ValueText.Choice(Scalar(node)).IsNumber
        ? Scalar(node)
        : ValueText.Item(Scalar(node));

    private static IEnumerable<KeyValuePair<string, YamlNode>> Map(YamlNode node, string name) => node is YamlMappingNode map
        ? map.Children.Select(item => KeyValuePair.Create(Scalar(item.Key), item.Value))
        : throw new TrimtabException(Invariant($"'{name}' is a map of names to values. Line {node.Start.Line} has something else."));

    private static IEnumerable<YamlNode> List(YamlNode node) => node is YamlSequenceNode list ? list.Children : [node];

    private static string Scalar(YamlNode node) => node is YamlScalarNode { Value: { } text }
        ? text
        : throw new TrimtabException(Invariant(
            $"A word or number stands here, as 1e-5..1e-1:log for a range, or \"{{lr}}\" in quotes for a placeholder. ")
            + Invariant($"Line {node.Start.Line}, column {node.Start.Column} has something else."));
}
