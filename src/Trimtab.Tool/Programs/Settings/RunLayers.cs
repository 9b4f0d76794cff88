using System.CommandLine;
using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Programs.Settings;

/// <summary>
/// The options of a study from several places: the command line, its file, and what is kept with the study. The first that gives an option
/// counts.
/// </summary>
/// <param name="options">The options.</param>
/// <param name="given">Command line and file, parsed by these options, the strongest first.</param>
/// <param name="stored">What is kept with the study; null for none.</param>
internal sealed class RunLayers(RunOptions options, IReadOnlyList<ParseResult> given, ParseResult? stored)
{
    /// <summary>The options.</summary>
    public RunOptions Options => options;

    /// <summary>All layers, the strongest first.</summary>
    public IReadOnlyList<ParseResult> All { get; } = stored is null ? given : [.. given, stored];

    /// <summary>Whether the command line or its file has a parameter: then it has the whole space, and none is as it was stored.</summary>
    public bool GivesSpace => given.Any(layer => IsGiven(layer, options.Parameters));

    /// <summary>The program and its arguments, or the only line for the shell; empty where no layer has them.</summary>
    /// <exception cref="UsageException">A layer has both.</exception>
    public (string[] Words, bool IsShell) Program
    {
        get
        {
            var programs = All.Select(layer => (Words: RunReader.Words(layer), Shell: layer.GetValue(options.Shell)))
                .Where(program => program.Words.Length > 0 || program.Shell is not null).ToList();
            return programs.Count == 0 ? ([], false)
                : programs[0] is { Words.Length: > 0, Shell: not null } ? throw new UsageException(
                    "A program stands behind --, or in --shell as a line. Got both.")
                : programs[0].Shell is { } line ? ([line], true)
                : (programs[0].Words, false);
        }
    }

    /// <summary>The space.</summary>
    /// <exception cref="TrimtabException">A part of it has another form, or they do not fit one another.</exception>
    public ProgramSpace Space()
    {
        var layers = GivesSpace ? given : All;
        return new(Parameters(layers), Strings(options.Conditions, layers), Strings(options.Rules, layers));
    }

    /// <summary>The value of an option that is a text; null where no layer gives it.</summary>
    public string? Text(Option<string?> option) => First(option, All) is { } layer ? layer.GetValue(option) : null;

    /// <summary>The value of an option that is a number; null where no layer gives it.</summary>
    public T? Number<T>(Option<T?> option)
        where T : struct => First(option, All) is { } layer ? layer.GetValue(option) : null;

    /// <summary>The value of an option that is true or false; false where no layer gives it.</summary>
    public bool Flag(Option<bool> option) => First(option, All)?.GetValue(option) ?? false;

    /// <summary>The values of an option that is given several times.</summary>
    public string[] Strings(Option<string[]> option) => Strings(option, All);

    /// <summary>The value of an option that is a whole number.</summary>
    /// <exception cref="TrimtabException">It is below the least allowed.</exception>
    public int? AtLeast(Option<int?> option, int least) => Number(option) is { } number && number < least
        ? throw new TrimtabException(Invariant($"{option.Name} must be {least} or more. Got {number}."))
        : Number(option);

    /// <summary>Parameters joined by name, each as its strongest layer has it.</summary>
    private string[] Parameters(IReadOnlyList<ParseResult> layers)
    {
        var all = new OrderedDictionary<string, string>();
        foreach (var layer in layers.Reverse())
        {
            string[] texts = layer.GetValue(options.Parameters) ?? [];
            if (texts.CountBy(NameOf).FirstOrDefault(item => item.Value > 1) is { Key: { } twice })
            {
                throw new TrimtabException($"Each parameter is given once. Got '{twice}' several times.");
            }

            foreach (string text in texts)
            {
                all[NameOf(text)] = text;
            }
        }

        return [.. all.Values];
    }

    private static string NameOf(string parameter) => parameter.Split('=')[0].Trim();

    private static string[] Strings(Option<string[]> option, IReadOnlyList<ParseResult> layers) =>
        First(option, layers)?.GetValue(option) ?? [];

    private static ParseResult? First(Option option, IReadOnlyList<ParseResult> layers) =>
        layers.FirstOrDefault(layer => IsGiven(layer, option));

    private static bool IsGiven(ParseResult layer, Option option) => layer.GetResult(option) is { Implicit: false };
}
