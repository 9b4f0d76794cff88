using System.CommandLine;
using System.CommandLine.Parsing;
using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs;

/// <summary>
/// Reads the settings of a study of a program from layers: the command line, then a file, then what is stored. The first that gives an
/// option counts; parameters are joined by name.
/// </summary>
/// <param name="options">The options.</param>
/// <param name="layers">Parsed by these options, the strongest first.</param>
/// <param name="folder">The current folder.</param>
internal sealed class RunReader(RunOptions options, IReadOnlyList<ParseResult> layers, string folder)
{
    /// <summary>The settings.</summary>
    /// <exception cref="TrimtabException">Something is missing or wrong; the message says what.</exception>
    public RunSettings Read()
    {
        string[] words = layers.Select(Words).FirstOrDefault(words => words.Length > 0) ?? [];
        string? shell = layers.Select(layer => (Words: Words(layer), Shell: layer.GetValue(options.Shell)))
            .FirstOrDefault(layer => layer.Words.Length > 0 || layer.Shell is not null).Shell;
        if (shell is not null && words.Length > 0 && layers.Any(layer => Words(layer).Length > 0
            && layer.GetValue(options.Shell) is not null))
        {
            throw new TrimtabException("A program stands behind --, or in --shell as a line. Got both.");
        }

        words = shell is not null ? [shell] : words;
        var space = new ProgramSpace(Parameters(), Strings(options.Conditions), Strings(options.Rules));
        var metrics = MetricReader.Read(options, layers.FirstOrDefault(MetricReader.IsGiven(options)));
        string name = Text(options.Name) ?? ProgramName.Of(words, shell is not null, folder);
        var settings = new RunSettings
        {
            Name = name,
            Id = Text(options.Id) ?? "",
            Words = words,
            IsShell = shell is not null,
            Space = space,
            Command = new(words, space, shell is not null),
            Metrics = metrics,
            Limits = [.. Strings(options.Limits).Select(OutcomeLimit.Parse)],
            Sampler = Text(options.Sampler) ?? "auto",
            Pruner = Text(options.Pruner) ?? "none",
            Seed = Number(options.Seed) ?? 0,
            IsReproducible = layers.Any(layer => layer.GetValue(options.Reproducible)),
            Trials = AtLeast(options.Trials, 1),
            Time = Text(options.Time) is { } time ? Quantity.Time(time) : null,
            Jobs = AtLeast(options.Jobs, 1) ?? 1,
            Goal = Number(options.Goal),
            Program = Limits(),
            Retries = AtLeast(options.Retries, 0) ?? 0,
            Failures = AtLeast(options.Failures, 1) ?? 10,
            Enqueued = Strings(options.Enqueue),
            Folder = Path.GetFullPath(Text(options.Folder) ?? Path.Combine("trimtab-runs", FolderName(name)), folder),
        };
        _ = settings.Options(TimeProvider.System); // sampler and pruner by their names
        foreach (string guess in settings.Enqueued)
        {
            _ = space.Values(guess);
        }

        return settings;
    }

    /// <summary>The words of the program: those behind --.</summary>
    public static string[] Words(ParseResult parsed)
    {
        var tokens = parsed.Tokens;
        int dashes = tokens.Index().FirstOrDefault(item => item.Item.Type == TokenType.DoubleDash, (-1, null!)).Index;
        return dashes < 0 ? [] : [.. tokens.Skip(dashes + 1).Select(token => token.Value)];
    }

    private ProgramLimits Limits()
    {
        string? memory = Text(options.Memory);
        if (memory is not null && !SessionMemory.IsKnown)
        {
            throw new TrimtabException("--memory needs Linux, which says how much memory a program and its children have.");
        }

        return new()
        {
            Time = Text(options.Timeout) is { } time ? Quantity.Time(time) : null,
            Memory = memory is null ? null : Quantity.Bytes(memory),
            Grace = Text(options.Grace) is { } grace ? Quantity.Time(grace) : new ProgramLimits().Grace,
        };
    }

    /// <summary>Those of all layers but the stored ones where others are given, each name as its strongest layer says.</summary>
    private string[] Parameters()
    {
        var all = new OrderedDictionary<string, string>();
        foreach (var layer in layers.Reverse())
        {
            foreach (string text in layer.GetValue(options.Parameters) ?? [])
            {
                string name = text.Split('=')[0].Trim();
                bool isTwice = all.ContainsKey(name) && (layer.GetValue(options.Parameters) ?? []).Count(other =>
                    other.Split('=')[0].Trim() == name) > 1;
                all[isTwice ? $"{name}\0{all.Count}" : name] = text;
            }
        }

        return [.. all.Values];
    }

    private string? Text(Option<string?> option) => First(option) is { } layer ? layer.GetValue(option) : null;

    private T? Number<T>(Option<T?> option)
        where T : struct => First(option) is { } layer ? layer.GetValue(option) : null;

    private string[] Strings(Option<string[]> option) => First(option) is { } layer ? layer.GetValue(option) ?? [] : [];

    private int? AtLeast(Option<int?> option, int least) => Number(option) is { } number && number < least
        ? throw new TrimtabException(Invariant($"{option.Name} must be {least} or more. Got {number}."))
        : Number(option);

    private ParseResult? First(Option option) => layers.FirstOrDefault(layer => layer.GetResult(option) is { Implicit: false });

    private static string FolderName(string name) =>
        string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.' or ' ' ? letter
            : '_')).TrimStart('.');
}
