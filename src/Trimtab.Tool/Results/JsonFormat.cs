namespace Trimtab.Tool.Results;

/// <summary>One JSON value: an array of objects, or an object where there is always one row.</summary>
[Named("json")]
internal sealed class JsonFormat : IResultFormat
{
    /// <inheritdoc/>
    public void Write(ResultRows rows, ToolContext context)
    {
        if (rows.IsSingle)
        {
            context.Output.WriteLine(CellJson.Object(rows.Columns, rows.Rows.Single(), isIndented: true));
            return;
        }

        string separator = "[\n";
        foreach (var row in rows.Rows)
        {
            context.Output.Write(separator);
            context.Output.Write("  " + CellJson.Object(rows.Columns, row, isIndented: false));
            separator = ",\n";
        }

        context.Output.WriteLine(separator == ",\n" ? "\n]" : "[]");
    }
}
