namespace Trimtab.Tool.Results;

/// <summary>Bare values for a shell: a line for each row, tabs between cells, no header.</summary>
[Named("value")]
internal sealed class ValueFormat : IResultFormat
{
    /// <inheritdoc/>
    public void Write(ResultRows rows, ToolContext context)
    {
        var all = rows.Flat();
        var chosen = all.ValueColumns is { } columns ? all.Select(columns) : all;
        foreach (var row in chosen.Rows)
        {
            context.Output.WriteLine(string.Join('\t', row.Select(cell => OneLine(CellText.Of(cell)))));
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');
}
