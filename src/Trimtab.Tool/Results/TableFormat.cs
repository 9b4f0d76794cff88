using Spectre.Console;

namespace Trimtab.Tool.Results;

/// <summary>A table for a person.</summary>
[Named("table")]
internal sealed class TableFormat : IResultFormat
{
    /// <inheritdoc/>
    public void Write(ResultRows rows, ToolContext context)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (string column in rows.Columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)));
        }

        foreach (var row in rows.Rows)
        {
            table.AddRow([.. row.Select(cell => new Text(CellText.Of(cell)))]);
        }

        context.OutputScreen.Write(table);
    }
}
