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
        List<string> lines =
        [
            .. Wrapped(VerbTree.Summary, Width),
            "",
            "Usage: trimtab COMMAND [options]",
        ];
        int longest = verbs.Names.Max(name => name.Length);
        var named = verbs.Names.Select(name => (Name: name, Verb: verbs.Create(name)));
        foreach (var group in named.GroupBy(item => item.Verb.Group).OrderBy(group => group.Key))
        {
            lines.AddRange(["", group.Key.Title()]);
            lines.AddRange(group.SelectMany(
                item => Wrapped(Sentence(item.Verb.Description), Width - longest - 4).Index(),
                (item, line) => $"  {(line.Index == 0 ? item.Name : "").PadRight(longest)}  {line.Item}"));
        }

        lines.AddRange(["", .. Wrapped("trimtab COMMAND --help says more, with examples; trimtab --version prints the version.", Width)]);
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

    /// <summary>The first sentence of a description.</summary>
    private static string Sentence(string text) => text.Split(". ")[0].TrimEnd('.');

    /// <summary>Text in lines of a width; a longer word is a line of its own.</summary>
    private static List<string> Wrapped(string text, int width)
    {
        List<string> lines = [""];
        foreach (string word in text.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > width)
            {
                lines.Add(word);
            }
            else
            {
                lines[^1] += lines[^1].Length > 0 ? $" {word}" : word;
            }
        }

        return lines;
    }
}
