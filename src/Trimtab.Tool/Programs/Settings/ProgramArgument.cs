using System.CommandLine;
using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Programs.Settings;

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
    /// <exception cref="UsageException">There are several words.</exception>
    public static string? FileOf(ToolRun run, Argument<string[]> argument)
    {
        string[] before = (run.Value(argument) ?? [])[..^RunReader.Words(run.Parsed).Length];
        return before.Length <= 1 ? before.FirstOrDefault()
            : throw new UsageException($"The words of a program stand behind --, as -- {CommandLineText.Of(before)}. Got them without.");
    }
}
