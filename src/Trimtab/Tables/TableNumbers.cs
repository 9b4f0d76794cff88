using System.Globalization;
using System.Text.RegularExpressions;

namespace Trimtab.Tables;

/// <summary>Reads the numbers of a table: those that are texts as .NET, Python and spreadsheets write them.</summary>
/// <remarks>
/// A file with another separator than the comma may have decimal commas, if it is certain that they are: none of its numbers has a point,
/// and one that may be thousands, as 1,234, is not the only kind there is.
/// </remarks>
internal sealed partial class TableNumbers
{
    private readonly bool _allowsComma;
    private readonly string? _point; // a number of the table with a decimal point
    private readonly bool _isDecimal; // whether the table has a comma that can't be one of thousands

    /// <param name="table">The table.</param>
    /// <param name="columns">Those of its columns that are numbers.</param>
    public TableNumbers(TrialTable table, IEnumerable<TableColumn> columns)
    {
        _allowsComma = table.AllowsDecimalComma;
        var texts = _allowsComma ? columns.SelectMany(column => column.Cells).OfType<string>().Select(text => text.Trim()).ToList() : [];
        _point = texts.FirstOrDefault(text => text.Contains('.', StringComparison.Ordinal) && Parsed(text) is not null);
        _isDecimal = texts.Any(text => WithPoint(text) is not null && !Thousands().IsMatch(text));
    }

    /// <summary>The number of a cell.</summary>
    /// <exception cref="TrimtabException">It is none, or may be one of two.</exception>
    public double Read(TableColumn column, int row) => Find(column, row) ?? throw TableCell.Wrong(
        row, column.Name, "must be a number with a decimal point" + (_allowsComma ? " or comma" : ""), column.Cells[row]);

    /// <summary>The number of a cell; null where it is none.</summary>
    /// <exception cref="TrimtabException">It may be one of two.</exception>
    public double? Find(TableColumn column, int row) => column.Cells[row] switch
    {
        double number => number,
        long whole => whole,
        string text => Parsed(text.Trim()) ?? WithComma(text.Trim(), column, row),
        _ => null,
    };

    private double? WithComma(string text, TableColumn column, int row) =>
        !_allowsComma || WithPoint(text) is not { } number ? null
        : _point is not null ? throw TableCell.Wrong(
            row,
            column.Name,
            "must have decimal points, or decimal commas and no number of the file a point",
            text,
            $"Another number is '{_point}'.")
        : !_isDecimal && Thousands().IsMatch(text) ? throw TableCell.Wrong(
            row,
            column.Name,
            "must have numbers that can be read in one way",
            text,
            "Its comma may be a decimal one or one of thousands: write it with a decimal point or without the comma.")
        : number;

    /// <summary>The number that a text with one decimal comma is; null where it is none.</summary>
    private static double? WithPoint(string text) =>
        text.Count(letter => letter == ',') == 1 && !text.Contains('.', StringComparison.Ordinal) ? Parsed(text.Replace(',', '.')) : null;

    private static double? Parsed(string text) => text.ToUpperInvariant() switch
    {
        "INF" or "+INF" or "INFINITY" or "+INFINITY" => double.PositiveInfinity,
        "-INF" or "-INFINITY" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null,
    };

    [GeneratedRegex(@"^[+-]?[1-9][0-9]{0,2},[0-9]{3}$")]
    private static partial Regex Thousands();
}
