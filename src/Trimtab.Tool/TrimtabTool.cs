using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Data.Common;
using System.Text.Json;

namespace Trimtab.Tool;

/// <summary>The command line of the tool.</summary>
internal static class TrimtabTool
{
    /// <summary>Runs a command line; what fails for a reason that the user can mend is one line on the error output.</summary>
    /// <param name="args">The words of the command line, without the program's name.</param>
    /// <param name="context">Streams, environment, signals.</param>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, ToolContext context)
    {
        try
        {
            int code = (int)await InvokeAsync(args, context).ConfigureAwait(false);
            await context.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false); // a full disk shows here
            return code;
        }
#pragma warning disable CA1031 // The outermost edge: whatever is wrong with the tool is reported, and is no crash of the process.
        catch (OperationCanceledException) when (context.Interruption.Signal is { } signal)
        {
            return (int)ExitCodes.OfSignal(signal);
        }
        catch (Exception thrown) when (IsReason(Reason(thrown)))
        {
            await context.Error.WriteLineAsync(SecretText.Masked(Words(Reason(thrown)))).ConfigureAwait(false);
            return (int)(UsageException.IsReason(Reason(thrown)) ? ExitCode.Usage : ExitCode.Error);
        }
        catch (Exception fault)
        {
            await context.Error.WriteLineAsync(SecretText.Masked(
                $"This is a fault of trimtab. Please report it with the command line and these lines:{Environment.NewLine}{fault}"))
                .ConfigureAwait(false);
            return (int)ExitCode.Error;
        }
#pragma warning restore CA1031
    }

    private static async Task<ExitCode> InvokeAsync(IReadOnlyList<string> args, ToolContext context)
    {
        args = args.Count == 0 ? ["--help"] : args;
        RequireVerb(args);
        if (context.Folder.Length == 0)
        {
            throw new TrimtabException("The current folder must be there. It was deleted or can't be read: change to another one.");
        }

        var root = VerbTree.Root(context, args[0]);
        var parsed = root.Parse(args, new() { ResponseFileTokenReplacer = null }); // @ is a letter of a program's words
        var configuration = new InvocationConfiguration
        {
            Output = context.Output,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // signals are the context's affair
        };
        RequireOptions(parsed);
        if (parsed.Action is ParseErrorAction wrong)
        {
            return await RefuseAsync(parsed, wrong, context).ConfigureAwait(false);
        }

        return (ExitCode)await parsed.InvokeAsync(configuration, context.Token).ConfigureAwait(false);
    }

    /// <exception cref="UsageException">The first word is no verb, option or directive.</exception>
    private static void RequireVerb(IReadOnlyList<string> args)
    {
        if (args[0] is not (['-' or '[' or '/', ..] or "") && !VerbTree.Catalog.Names.Contains(args[0]))
        {
            throw new UsageException(
                new UnknownNameException("command", args[0], VerbTree.Catalog.Names).Message + " Help: trimtab --help");
        }
    }

    /// <summary>
    /// A mistyped option must not be taken for the value of an argument; numbers below 0 are values, and what stands behind -- is a
    /// program's.
    /// </summary>
    /// <exception cref="UsageException">One is.</exception>
    private static void RequireOptions(ParseResult parsed)
    {
        var before = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value).ToHashSet();
        var words = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Select(token => token.Value).Concat(parsed.UnmatchedTokens);
        var command = parsed.CommandResult.Command;
        if (parsed.CommandResult.Children.OfType<OptionResult>().Any(
            option => option.Option.Name == VerbTree.StudyOption && option.Tokens.Any(token => token.Value.Trim().Length == 0)))
        {
            throw new UsageException("The name of a study has a letter or more. Got none behind --name.");
        }

        if (parsed.Action is not ExampleHelp && command is not RootCommand
            && words.FirstOrDefault(word => word is ['-', _, ..] && before.Contains(word) && !IsNumber(word)) is { } wrong)
        {
            var known = command.Options.Select(option => option.Name.TrimStart('-'));
            var unknown = new UnknownNameException("option", wrong.Split('=', ':')[0].TrimStart('-'), known);
            throw new UsageException($"{unknown.Message} Help: trimtab {command.Name} --help");
        }
    }

    /// <summary>Says what is wrong with a command line, without the passwords it has.</summary>
    private static async Task<ExitCode> RefuseAsync(ParseResult parsed, ParseErrorAction wrong, ToolContext context)
    {
        (wrong.ShowHelp, wrong.ShowTypoCorrections) = (false, true);
        var text = new StringWriter();
        await parsed.InvokeAsync(new() { Output = text, Error = text }, CancellationToken.None).ConfigureAwait(false);
        const StringSplitOptions NotEmpty = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        string? stray = parsed.UnmatchedTokens.FirstOrDefault(word => !word.StartsWith('-'));
        string[] named = stray is not null && parsed.CommandResult.Command.Options.Any(option => option.Name == VerbTree.StudyOption)
            ? [SecretText.Masked($"A study is named by -n: -n {stray}.")]
            : [];
        string[] lines = [.. SecretText.Masked(text.ToString()).Split('\n', NotEmpty).Select(ParserText.Plain)];
        string command = parsed.CommandResult.Command is RootCommand ? "trimtab" : $"trimtab {parsed.CommandResult.Command.Name}";
        await context.Error.WriteLineAsync(string.Join(
            Environment.NewLine, [.. lines, .. named, $"Help: {command} --help"])).ConfigureAwait(false);
        return ExitCode.Usage;
    }

    private static bool IsNumber(string word) => RealNumbers.One(word) is not null;

    private static bool IsReason(Exception error) => error is TrimtabException or ArgumentException or IOException
        or UnauthorizedAccessException or DbException or JsonException or NotSupportedException;

    /// <summary>The exception that was thrown, also by a thread that ran a part of the work.</summary>
    private static Exception Reason(Exception thrown) => thrown is AggregateException all ? all.GetBaseException() : thrown;

    /// <summary>A message in one line; with the lines that a program printed, where one has failed.</summary>
    private static string Words(Exception error)
    {
        var lines = error.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(TerminalText.Of);
        return string.Join(error is IMessageOfLines ? Environment.NewLine : " ", lines);
    }
}
