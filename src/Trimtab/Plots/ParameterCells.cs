using Trimtab.Spaces;

namespace Trimtab.Plots;

/// <summary>
/// The trials of a study, sorted into the cells of a grid over two parameters.
/// </summary>
internal sealed class ParameterCells
{
    private readonly List<double>[][] _values;

    /// <summary>Sorts trials by the values of two parameters.</summary>
    /// <param name="trials">
    /// Trials by number; those without one of the parameters, or with a value outside its current distribution, are left out.
    /// </param>
    /// <param name="names">The parameter on the horizontal axis, then that on the vertical axis; fewer than two give no cells.</param>
    /// <param name="count">The most cells along a numeric parameter, 2 or more.</param>
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
        AxisCells columns = new(x, count), rows = new(y, count);
        (Rows, Columns) = (rows.Labels, columns.Labels);
        _values = [.. Rows.Select(_ => Columns.Select(_ => new List<double>()).ToArray())];
        foreach (var trial in both)
        {
            if (rows.Of(trial.Parameters[y.Name]) is { } row && columns.Of(trial.Parameters[x.Name]) is { } column)
            {
                _values[row][column].Add(valueOf(trial));
            }
        }
    }

    /// <summary>Labels of the rows, along the parameter on the vertical axis: <see cref="AxisCells.Labels"/>.</summary>
    public string[] Rows { get; }

    /// <summary>Labels of the columns, along the parameter on the horizontal axis: <see cref="AxisCells.Labels"/>.</summary>
    public string[] Columns { get; }

    /// <summary>One number a cell, from the numbers in it; NaN for an empty one.</summary>
    public double[][] Aggregate(Func<IReadOnlyList<double>, double> aggregate) =>
        [.. _values.Select(row => row.Select(cell => cell.Count == 0 ? double.NaN : aggregate(cell)).ToArray())];
}
