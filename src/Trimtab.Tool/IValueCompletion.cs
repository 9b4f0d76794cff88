using System.CommandLine;

namespace Trimtab.Tool;

/// <summary>
/// Completion of values that depend on where the tool runs, as names of studies; found by the <see cref="NamedAttribute"/> of its type.
/// </summary>
internal interface IValueCompletion
{
    /// <summary>Whether an option or argument takes such values.</summary>
    bool IsOf(Symbol symbol);

    /// <summary>The values that a command line may have; none where they can't be had: completion shows no errors.</summary>
    /// <param name="line">The command line so far.</param>
    /// <param name="context">Environment and folder.</param>
    IEnumerable<string> Values(ParseResult line, ToolContext context);
}
