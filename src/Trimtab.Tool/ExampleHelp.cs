using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Trimtab.Tool;

/// <summary>Help that ends with examples of the verb.</summary>
internal sealed class ExampleHelp(HelpAction help, Catalog<IVerb> verbs) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        if (command is RootCommand || verbs.Create(command.Name).Examples is not { Count: > 0 } examples)
        {
            return code;
        }

        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (string example in examples)
        {
            output.WriteLine($"  {example}");
        }

        return code;
    }
}
