namespace Trimtab.Tool.Results;

/// <summary>A JSON object a row, a row a line.</summary>
[Named("jsonl")]
internal sealed class JsonLinesFormat : IResultFormat
{
    /// <inheritdoc/>
    public void Write(ResultRows rows, ToolContext context)
    {
        foreach (var row in rows.Rows)
        {
            context.Output.WriteLine(CellJson.Object(rows.Columns, row, isIndented: false));
        }
    }
}
