using System.Globalization;
using Trimtab.Spaces;

namespace Trimtab.Plots;

/// <summary>The trials of a study, sorted into the cells of two parameters; lists have a row or column a choice.</summary>
internal sealed class ParameterCells
{
    private readonly List<double>[][] _values;

    /// <summary>Sorts.</summary>
    /// <param name="study">The study.</param>
    /// <param name="across">The parameter that runs to the right.</param>
    /// <param name="up">The other.</param>
    /// <param name="cells">Cells along a numeric parameter, 2 or more.</param>
    /// <param name="figureOf">What a trial is drawn as.</param>
    /// <exception cref="TrimtabException">No complete trial has both parameters.</exception>
    public ParameterCells(Study study, string across, string up, int cells, Func<Trial, double> figureOf)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 2);
        var trials = study.Trials.Completed.Where(trial => trial.Space.ContainsKey(across) && trial.Space.ContainsKey(up)).ToList();
        if (trials.Count == 0)
        {
            throw new TrimtabException($"No complete trial of {study.Name} has both '{across}' and '{up}'.");
        }

        TransformedParameter x = new(across, trials[^1].Space[across]), y = new(up, trials[^1].Space[up]);
        int columns = CellsOf(x, cells), rows = CellsOf(y, cells);
        _values = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => new List<double>()).ToArray())];
        foreach (var trial in trials)
        {
            _values[CellOf(y, trial, rows)][CellOf(x, trial, columns)].Add(figureOf(trial));
        }

        (Rows, Columns) = (Names(y, rows), Names(x, columns));
    }

    /// <summary>The values of the parameter that runs upwards, at the middle of each cell.</summary>
    public string[] Rows { get; }

    /// <summary>Those of the other.</summary>
    public string[] Columns { get; }

    /// <summary>One figure for each cell; NaN for an empty one.</summary>
    public double[][] Fold(Func<IReadOnlyList<double>, double> fold) => [.. _values.Select(row => row.Select(cell => cell.Count == 0 ? double.NaN : fold(cell)).ToArray())];

    private static int CellsOf(TransformedParameter axis, int cells) => axis.IsCategorical ? axis.Choices : (int)Math.Min(cells, axis.Size);

    private static int CellOf(TransformedParameter axis, Trial trial, int cells) =>
        Math.Clamp((int)(axis.ShareOf(axis.Of(trial.Parameters[axis.Name])) * cells), 0, cells - 1);

    private static string[] Names(TransformedParameter axis, int cells) => [.. Enumerable.Range(0, cells).Select(cell => Name(axis.AtShare((cell + 0.5) / cells)))];

    private static string Name(ParameterValue middle) => middle.Value is double real ? real.ToString("G3", CultureInfo.InvariantCulture) : middle.ToDisplayString();
}
