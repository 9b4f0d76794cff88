using System.CommandLine;
using System.CommandLine.Parsing;
using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs.Settings;

/// <summary>Reads the settings of a study of a program from what is given of it.</summary>
/// <param name="layers">What is given.</param>
/// <param name="name">Name of the study.</param>
/// <param name="folder">The current folder.</param>
internal sealed class RunReader(RunLayers layers, string name, string folder)
{
    private readonly RunOptions _options = layers.Options;

    /// <summary>The settings.</summary>
    /// <exception cref="TrimtabException">Something is missing or wrong; the message says what.</exception>
    public RunSettings Read()
    {
        var study = DefinitionReader.Read(layers, name);
        var (words, isShell) = layers.Program;
        string? named = layers.Text(_options.Folder);
        var settings = new RunSettings
        {
            Study = study,
            Words = words,
            IsShell = isShell,
            Command = new(words, study.Space, isShell),
            Trials = layers.AtLeast(_options.Trials, 1),
            Time = layers.Text(_options.Time) is { } time ? Quantity.Time(time) : null,
            Goal = Goal(layers.Number(_options.Goal)),
            Program = Limits(),
            Retries = layers.AtLeast(_options.Retries, 0) ?? 0,
            Failures = layers.AtLeast(_options.Failures, 1) ?? 10,
            Enqueued = layers.Strings(_options.Enqueue),
            Folder = Path.GetFullPath(named ?? Path.Combine("trimtab-runs", StudyFolder.NameOf(name)), folder),
            IsFolderNamed = named is not null,
        };
        foreach (string guess in settings.Enqueued)
        {
            _ = study.Space.Values(guess);
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
        string? memory = layers.Text(_options.Memory);
        if (memory is not null && !SessionMemory.IsKnown)
        {
            throw new TrimtabException("--memory needs Linux, which says how much memory a program and its children have.");
        }

        return new()
        {
            Time = layers.Text(_options.Timeout) is { } time ? Quantity.Time(time) : null,
            Memory = memory is null ? null : Quantity.Bytes(memory),
            Grace = layers.Text(_options.Grace) is { } grace ? Quantity.Time(grace) : new ProgramLimits().Grace,
        };
    }

    private static double? Goal(double? value) => value is { } number && !double.IsFinite(number)
        ? throw new TrimtabException(Invariant($"--goal must be a finite number. Got {number}."))
        : value;
}
