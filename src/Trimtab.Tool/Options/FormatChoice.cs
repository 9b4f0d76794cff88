using System.CommandLine;
using Trimtab.Tool.Results;

namespace Trimtab.Tool.Options;

/// <summary>The options <c>--format</c> and <c>--columns</c>: how results are written.</summary>
internal sealed class FormatChoice
{
    private static readonly Catalog<IResultFormat> _catalog = new(typeof(IResultFormat).Assembly);

    private readonly string? _otherwise;
    private readonly Option<string?> _name;

    private readonly Option<string?> _columns = new("--columns", "-c")
    {
        Description = "Columns by name, with commas between, such as number,value,params_lr. [default: all]",
        HelpName = "A,B",
    };

    /// <summary>Names are checked while parsing.</summary>
    /// <param name="otherwise">The default; null for a table on a terminal, else JSON lines.</param>
    public FormatChoice(string? otherwise = null)
    {
        _otherwise = otherwise;
        string names = string.Join(", ", _catalog.Names);
        _name = new("--format", "-f")
        {
            Description = $"How results are written: {names}. [default: {otherwise ?? "table on a terminal, else jsonl"}]",
            HelpName = "FORMAT",
        };
        _name.AcceptOnlyFromAmong([.. _catalog.Names]);
    }

    /// <summary>The options.</summary>
    public IEnumerable<Symbol> Symbols => [_name, _columns];

    /// <summary>The format that was named; <see langword="null"/> for none.</summary>
    public string? NameOf(ToolRun run) => run.Value(_name);

    /// <summary>Writes rows as the command line says.</summary>
    public void Write(ToolRun run, ResultRows rows)
    {
        var chosen = run.Value(_columns) is { } columns ? rows.Select(columns.Split(',', StringSplitOptions.TrimEntries)) : rows;
        _catalog.Create(NameOf(run) ?? _otherwise ?? (run.Context.IsOutputTerminal ? "table" : "jsonl")).Write(chosen, run.Context);
    }
}
