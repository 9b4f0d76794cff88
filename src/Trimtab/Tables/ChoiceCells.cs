using System.Globalization;
using Trimtab.Spaces;

namespace Trimtab.Tables;

/// <summary>Reads the choices of a categorical parameter from a column.</summary>
internal sealed class ChoiceCells
{
    private readonly ParameterValues _choices;
    private readonly TableColumn _column;
    private readonly TableNumbers _numbers;
    private readonly bool _hasTypedCells;
    private readonly bool _isJson;
    private readonly ParameterValue[] _blank; // the choices that a blank cell of an evaluated trial may be
    private readonly Dictionary<object, ParameterValue?> _found = []; // by cell

    /// <param name="choices">The choices.</param>
    /// <param name="column">The column.</param>
    /// <param name="numbers">Reads the table's numbers.</param>
    /// <param name="hasTypedCells">Whether a text never stands for another value.</param>
    public ChoiceCells(ParameterValues choices, TableColumn column, TableNumbers numbers, bool hasTypedCells)
    {
        (_choices, _column, _numbers, _hasTypedCells) = (choices, column, numbers, hasTypedCells);
        _isJson = !hasTypedCells && ChoiceForm.IsJson(choices);
        _blank = [.. choices.Where(choice => choice.Value is null or "" && !IsWrittenOut(choice))];
    }

    /// <summary>The choice of a row; <see langword="null"/> where it has none, or none that is known.</summary>
    /// <param name="row">The row.</param>
    /// <param name="isEvaluated">
    /// Whether its trial is complete or pruned. It has every parameter then, and pandas leaves a cell blank where the choice is null, and
    /// in CSV where it is the empty text.
    /// </param>
    /// <exception cref="TrimtabException">The cell may be one of several choices.</exception>
    public ParameterValue? Find(int row, bool isEvaluated)
    {
        object? cell = _column.Cells[row];
        if (cell is null or DBNull or double.NaN)
        {
            return cell is DBNull && Only(choice => choice.Value is null) is { } choiceOfNull ? choiceOfNull
                : isEvaluated ? Blank(row)
                : null;
        }

        if (!_found.TryGetValue(cell, out var found))
        {
            _found[cell] = found = Choice(cell, row);
        }

        return found;
    }

    private ParameterValue? Blank(int row) => _blank.Length < 2
        ? _blank.Length > 0 ? (ParameterValue?)_blank[0] : null
        : throw TableCell.Wrong(
            row,
            _column.Name,
            "must have a choice that can be read in one way",
            null,
            "A blank cell may be null or the empty text: write null for null.");

    /// <summary>Whether the file has a cell for a choice that others leave blank.</summary>
    private bool IsWrittenOut(ParameterValue choice) => _column.Filled.Any(item =>
        _hasTypedCells || item.Cell is not string ? Equals(item.Cell, ChoiceForm.Cell(choice))
        : (string)item.Cell == (_isJson ? choice.ToString() : choice.ToDisplayString()));

    /// <summary>
    /// The choice that a cell is: of equal type, or so written; else the only one that is the same Boolean in another case, as Python and
    /// spreadsheets write them, or the same number, as pandas writes 32.0 for 32 where a row of the column is missing.
    /// </summary>
    private ParameterValue? Choice(object cell, int row)
    {
        string text = TableText.Of(cell);
        return (_isJson && cell is string ? Only(choice => choice.ToString() == text) : null)
            ?? Only(choice => Equals(choice.Value, cell))
            ?? Only(choice => choice.ToDisplayString() == text)
            ?? Only(choice => IsTruth(choice) && IsSame(choice, text, StringComparison.OrdinalIgnoreCase))
            ?? Only(choice => Number(choice) is { } number && number == _numbers.Find(_column, row))
            ?? Only(choice => IsSame(choice, text, StringComparison.Ordinal));
    }

    /// <summary>Whether a choice is a Boolean, or the word of one.</summary>
    private static bool IsTruth(ParameterValue choice) =>
        choice.Value is bool || (choice.Value is string text && bool.TryParse(text, out _));

    private static bool IsSame(ParameterValue choice, string text, StringComparison comparison) =>
        string.Equals(choice.ToDisplayString(), text.Trim(), comparison);

    private ParameterValue? Only(Func<ParameterValue, bool> isMeant) =>
        _choices.Where(isMeant).Take(2).ToList() is [var one] ? (ParameterValue?)one : null;

    /// <summary>The number that a choice is, or that its text is.</summary>
    private static double? Number(ParameterValue choice) => choice.Value switch
    {
        double number => number,
        long whole => whole,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => null,
    };
}
