namespace Trimtab.Tool.Results;

/// <summary>Comma-separated values with a header, as RFC 4180 has them but for line ends: those of the system.</summary>
[Named("csv")]
internal sealed class CsvResultFormat : IResultFormat
{
    /// <inheritdoc/>
    public void Write(ResultRows rows, ToolContext context)
    {
        var flat = rows.Flat();
        context.Output.WriteLine(string.Join(',', flat.Columns.Select(Quoted)));
        foreach (var row in flat.Rows)
        {
            context.Output.WriteLine(string.Join(',', row.Select(cell => Quoted(CellText.Of(cell)))));
        }
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
