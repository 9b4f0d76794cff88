using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;

namespace Trimtab.Tool;

/// <summary>The command line as a tree: the root, and a command for each verb.</summary>
internal static class VerbTree
{
    /// <summary>Name of the option that names a study.</summary>
    public const string StudyOption = "--name";

    private static readonly Catalog<IValueCompletion> _completions = new(typeof(IVerb).Assembly);

    /// <summary>The purpose of the tool, in a sentence.</summary>
    public const string Summary = "Hyperparameter optimization from the command line: tunes any program, and shows every study.";

    /// <summary>All verbs: those of this assembly, for a user's program can't add to an installed tool.</summary>
    public static Catalog<IVerb> Catalog { get; } = new(typeof(IVerb).Assembly);

    /// <summary>The root of all verbs; of one alone where the command line begins with it, for what each has takes time to make.</summary>
    public static RootCommand Root(ToolContext context, string? first)
    {
        var root = new RootCommand(Summary);
        var catalog = Catalog;
        var names = first is not null && catalog.Names.Contains(first) ? [first] : catalog.Names;
        var verbs = names.Select(name => (Name: name, Verb: catalog.Create(name))).OrderBy(item => item.Verb.Group);
        foreach (var (name, verb) in verbs)
        {
            root.Subcommands.Add(Command(name, verb, context));
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampleHelp((HelpAction)help.Action!, catalog, context);
        return root;
    }

    private static Command Command(string name, IVerb verb, ToolContext context)
    {
        var command = new Command(name, verb.Description);
        foreach (var symbol in verb.Symbols)
        {
            if (symbol is Option option)
            {
                command.Options.Add(option);
            }
            else
            {
                command.Arguments.Add((Argument)symbol);
            }
        }

        Complete(command, context);
        command.SetAction(async (parsed, _) => (int)await verb.RunAsync(new(context, parsed)).ConfigureAwait(false));
        return command;
    }

    private static void Complete(Command command, ToolContext context)
    {
        foreach (var completion in _completions.Names.Select(name => _completions.Create(name)))
        {
            foreach (var option in command.Options.Where(completion.IsOf))
            {
                option.CompletionSources.Add(line => Items(completion, line));
            }

            foreach (var argument in command.Arguments.Where(completion.IsOf))
            {
                argument.CompletionSources.Add(line => Items(completion, line));
            }
        }

        IEnumerable<CompletionItem> Items(IValueCompletion completion, CompletionContext line) =>
            completion.Values(line.ParseResult, context).Select(value => new CompletionItem(value));
    }
}
