using System.CommandLine;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Choices;

/// <summary>The option <c>--format</c>: how results are written.</summary>
internal sealed class FormatChoice
{
    private static readonly Catalog<IResultFormat> _catalog = new(typeof(IResultFormat).Assembly);

    private readonly Option<string?> _name = new("--format", "-f")
    {
        Description = $"How results are written: {string.Join(", ", _catalog.Names)}. [default: table on a terminal, else jsonl]",
        HelpName = "FORMAT",
    };

    /// <summary>Names are checked while parsing.</summary>
    public FormatChoice() => _name.AcceptOnlyFromAmong([.. _catalog.Names]);

    /// <summary>The option.</summary>
    public IEnumerable<Symbol> Symbols => [_name];

    /// <summary>Writes rows as the command line says.</summary>
    public void Write(ToolRun run, ResultRows rows) =>
        _catalog.Create(run.Value(_name) ?? (run.Context.IsOutputTerminal ? "table" : "jsonl")).Write(rows, run.Context);
}
