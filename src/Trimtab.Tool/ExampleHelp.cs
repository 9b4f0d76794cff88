using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Trimtab.Tool;

/// <summary>Help: of the tool all commands by what they are for, of a command its options and examples.</summary>
internal sealed class ExampleHelp(HelpAction help, Catalog<IVerb> verbs, ToolContext context) : SynchronousCommandLineAction
{
    private const int Redirected = 100; // columns where nothing says how wide it is

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        string name = parseResult.CommandResult.Command.Name;
        string text = parseResult.CommandResult.Command is RootCommand ? OfTool() : OfCommand(parseResult, verbs.Create(name));
        context.Output.WriteLine(text.ReplaceLineEndings());
        return 0;
    }

    private int Width => Math.Max(60, context.IsOutputTerminal ? context.Width() : Redirected);

    private string OfTool()
    {
        var lines = new List<string>
        {
            "Hyperparameter optimization from the command line: tunes any program, and shows every study.",
            "",
            "Usage: trimtab COMMAND [options]",
        };
        int longest = verbs.Names.Max(name => name.Length);
        var named = verbs.Names.Select(name => (Name: name, Verb: verbs.Create(name)));
        foreach (var group in named.GroupBy(item => item.Verb.Group).OrderBy(group => group.Key))
        {
            lines.AddRange(["", Title(group.Key)]);
            lines.AddRange(group.Select(
                item => $"  {item.Name.PadRight(longest)}  {Cut(Clause(item.Verb.Description), Width - longest - 4)}"));
        }

        lines.AddRange(["", "trimtab COMMAND --help says more, with examples; trimtab --version prints the version."]);
        return string.Join('\n', lines);
    }

    private string OfCommand(ParseResult parsed, IVerb verb)
    {
        var (output, text) = (parsed.InvocationConfiguration.Output, new StringWriter());
        parsed.InvocationConfiguration.Output = text;
        help.MaxWidth = Width;
        help.Invoke(parsed);
        parsed.InvocationConfiguration.Output = output;
        string usage = text.ToString().TrimEnd().Replace($"  {RootCommand.ExecutableName} ", "  trimtab ", StringComparison.Ordinal);
        return string.Join('\n', [usage, "", "Examples:", .. verb.Examples.Select(example => $"  {example}")]);
    }

    private static string Title(VerbGroup group) => group switch
    {
        VerbGroup.Tune => "Evaluate a program:",
        VerbGroup.Look => "Look at studies:",
        VerbGroup.Evaluate => "Evaluate trials by hand, steer runs:",
        VerbGroup.Move => "Move studies:",
        _ => "The tool itself:",
    };

    /// <summary>The first clause of a description: up to a full stop, a semicolon or a colon.</summary>
    private static string Clause(string text) =>
        text.Split(". ")[0].Split([':', ';'])[0].TrimEnd('.');

    private static string Cut(string text, int width) => text.Length > width ? text[..(width - 1)] + "…" : text;
}
