namespace Trimtab.Tables;

/// <summary>The columns of a table that have a title and are none of ours, each with a title of its own.</summary>
internal static class OtherColumns
{
    /// <summary>The columns; the second of a title has <c>.1</c> behind it, as in pandas.</summary>
    /// <param name="columns">The columns. Those without a title, as pandas's index, and <c>number</c> are left out.</param>
    public static IEnumerable<(string Title, TableColumn Column)> Of(IEnumerable<TableColumn> columns) =>
        columns.Where(column => column.Name.Trim() is not ("" or "number" or "Unnamed: 0"))
            .GroupBy(column => column.Name.Trim(), StringComparer.Ordinal)
            .SelectMany(same => same.Select((column, index) => (index == 0 ? same.Key : Invariant($"{same.Key}.{index}"), column)));
}
