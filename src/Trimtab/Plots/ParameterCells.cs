using Trimtab.Spaces;

namespace Trimtab.Plots;

/// <summary>
/// The trials of a study, sorted into the cells of a grid over two parameters; a categorical parameter has one row or column a choice.
/// </summary>
internal sealed class ParameterCells
{
    private readonly List<double>[][] _values;

    /// <summary>Sorts trials by the values of two parameters.</summary>
    /// <param name="trials">
    /// Trials by number; those without one of the parameters, or with a value outside its current distribution, are left out.
    /// </param>
    /// <param name="names">The parameter on the horizontal axis, then that on the vertical axis; fewer than two give no cells.</param>
    /// <param name="count">Cells along a numeric parameter, 2 or more.</param>
    /// <param name="valueOf">The number a trial puts into its cell.</param>
    public ParameterCells(IReadOnlyList<Trial> trials, string[] names, int count, Func<Trial, double> valueOf)
    {
        Trial[] both = names.Length < 2 ? [] : [.. trials.Where(trial => names.All(trial.Parameters.ContainsKey))];
        if (both.Length == 0)
        {
            (_values, Rows, Columns) = ([], [], []);
            return;
        }

        TransformedParameter x = PlottedParameters.AxisOf(both, names[0]), y = PlottedParameters.AxisOf(both, names[1]);
        int columns = CellsOf(x, count), rows = CellsOf(y, count);
        _values = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => new List<double>()).ToArray())];
        foreach (var trial in both)
        {
            if (CellOf(y, trial, rows) is { } row && CellOf(x, trial, columns) is { } column)
            {
                _values[row][column].Add(valueOf(trial));
            }
        }

        (Rows, Columns) = (Labels(y, rows), Labels(x, columns));
    }

    /// <summary>Values of the parameter on the vertical axis at the middle of each row.</summary>
    public string[] Rows { get; }

    /// <summary>Values of the parameter on the horizontal axis at the middle of each column.</summary>
    public string[] Columns { get; }

    /// <summary>One number a cell, from the numbers in it; NaN for an empty one.</summary>
    public double[][] Aggregate(Func<IReadOnlyList<double>, double> aggregate) =>
        [.. _values.Select(row => row.Select(cell => cell.Count == 0 ? double.NaN : aggregate(cell)).ToArray())];

    private static int CellsOf(TransformedParameter axis, int count) => axis.IsCategorical ? axis.Choices : (int)Math.Min(count, axis.Size);

    private static int? CellOf(TransformedParameter axis, Trial trial, int count)
    {
        double place = axis.Of(trial.Parameters[axis.Name]);
        return double.IsNaN(place) ? null : Math.Clamp((int)(axis.ShareOf(place) * count), 0, count - 1);
    }

    private static string[] Labels(TransformedParameter axis, int count) =>
        NumberLabels.Of([.. Enumerable.Range(0, count).Select(cell => axis.AtShare((cell + 0.5) / count))], 3);
}
