namespace Trimtab.Tables;

/// <summary>What cells of a table may be, and the error of one that is not.</summary>
internal static class TableCell
{
    /// <summary>Whether a cell holds nothing: it is blank, or what pandas and NumPy write for a missing one.</summary>
    public static bool IsMissing(object? cell) => cell switch
    {
        null or DBNull => true,
        double number => double.IsNaN(number),
        string text => text.Trim().ToUpperInvariant() is "" or "NAN" or "<NA>" or "NAT",
        _ => false,
    };

    /// <summary>Whether a cell is as a spreadsheet leaves those that were never filled.</summary>
    public static bool IsBlank(object? cell) => cell is null or DBNull || (cell is string text && string.IsNullOrWhiteSpace(text));

    /// <summary>The error of a cell.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">Title of the column.</param>
    /// <param name="rule">What it must be, from the verb on.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="advice">What to do, in a sentence; empty where the rule says it.</param>
    public static TrimtabException Wrong(int row, string column, string rule, object? cell, string advice = "") => new(
        Invariant($"The column '{column}' {rule}. Row {row + 1} has '{(cell is null ? "" : TableText.Of(cell))}'.")
        + (advice.Length > 0 ? " " + advice : ""));
}
