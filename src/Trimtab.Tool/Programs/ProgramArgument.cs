using System.CommandLine;

namespace Trimtab.Tool.Programs;

/// <summary>The words of a command line that are no options: a file before <c>--</c>, a program behind it.</summary>
internal static class ProgramArgument
{
    /// <summary>The argument.</summary>
    public static Argument<string[]> Make() => new("file or -- program")
    {
        Description = "A YAML or JSON file that says what the options say; or, behind --, the program and its arguments.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>The file; null where there is none.</summary>
    /// <exception cref="UsageException">There are several words, or one is an option that is not known.</exception>
    public static string? FileOf(ToolRun run, Argument<string[]> argument)
    {
        string[] before = Before(run.Parsed, argument);
        return before.FirstOrDefault(word => word.StartsWith('-')) is { } option ? throw Unknown(option, run.Parsed.CommandResult.Command)
            : before.Length <= 1 ? before.FirstOrDefault()
            : throw new UsageException($"The words of a program stand behind --, as -- {CommandLineText.Of(before)}. Got them without.");
    }

    /// <summary>The words before <c>--</c>.</summary>
    public static string[] Before(ParseResult parsed, Argument<string[]> argument) =>
        (parsed.GetValue(argument) ?? [])[..^RunReader.Words(parsed).Length];

    /// <summary>Says that there is no such option.</summary>
    public static UsageException Unknown(string word, Command command) => new(new UnknownNameException(
        "option", word.TrimStart('-'), command.Options.Where(option => !option.Hidden).Select(option =>
            option.Name.TrimStart('-'))).Message);
}
