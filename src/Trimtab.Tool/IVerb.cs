using System.CommandLine;

namespace Trimtab.Tool;

/// <summary>A command of the tool, found by the <see cref="NamedAttribute"/> of its type. One file each, in <c>Verbs</c>.</summary>
internal interface IVerb
{
    /// <summary>Group under which the help lists the verb.</summary>
    VerbGroup Group { get; }

    /// <summary>Description of the verb: a sentence for the list of commands, then the rest of its own help.</summary>
    string Description { get; }

    /// <summary>Command lines for its help.</summary>
    IReadOnlyList<string> Examples { get; }

    /// <summary>Options and arguments; arguments in their order.</summary>
    IEnumerable<Symbol> Symbols { get; }

    /// <summary>Runs the verb.</summary>
    /// <exception cref="UsageException">The command line is wrong.</exception>
    /// <exception cref="TrimtabException">It can't be done; the message says why.</exception>
    /// <exception cref="OperationCanceledException">A signal came.</exception>
    Task<ExitCode> RunAsync(ToolRun run);
}
