using Trimtab.Samplers;

namespace Trimtab.Plots;

/// <summary>The best figure found in each cell of two knobs.</summary>
public static class ContourPlot
{
    /// <summary>Draws complete trials over a grid of cells; lists have a row or column a choice.</summary>
    /// <param name="study">The study.</param>
    /// <param name="across">The knob that runs to the right.</param>
    /// <param name="up">The other.</param>
    /// <param name="cells">Cells along a numeric knob, 2 or more. Default 8.</param>
    /// <exception cref="TrimtabException">No complete trial has both knobs.</exception>
    public static HeatMapPlot Of(Study study, string across, string up, int cells = 8)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 2);
        var objective = study.Options.Objectives[0];
        var trials = study.History.Completed.Where(trial => trial.Space.ContainsKey(across) && trial.Space.ContainsKey(up)).ToList();
        if (trials.Count == 0)
        {
            throw new TrimtabException($"No complete trial of {study.Name} has both '{across}' and '{up}'.");
        }

        Axis x = new(across, trials[^1].Space[across]), y = new(up, trials[^1].Space[up]);
        int columns = CellsOf(x, cells), rows = CellsOf(y, cells);
        double[][] best = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Repeat(double.NaN, columns).ToArray())];
        foreach (var trial in trials)
        {
            int column = CellOf(x, trial, columns), row = CellOf(y, trial, rows);
            double value = trial.Values[objective.Name];
            best[row][column] = !(objective.Loss(best[row][column]) <= objective.Loss(value)) ? value : best[row][column];
        }

        return new()
        {
            Title = $"{objective.Name}: the best by {across} and {up}",
            XLabel = across,
            YLabel = up,
            Rows = Names(y, rows),
            Columns = Names(x, columns),
            Values = best,
            Direction = objective.Direction,
            Format = "G3",
        };
    }

    private static int CellsOf(Axis axis, int cells) => axis.IsCategorical ? axis.Choices : (int)Math.Min(cells, axis.Size);

    private static int CellOf(Axis axis, Trial trial, int cells) =>
        Math.Clamp((int)(axis.ShareOf(axis.Of(trial.Parameters[axis.Name])) * cells), 0, cells - 1);

    private static string[] Names(Axis axis, int cells) => [.. Enumerable.Range(0, cells).Select(cell => Name(axis.AtShare((cell + 0.5) / cells)))];

    private static string Name(ParameterValue middle) => middle.Value is double real ? real.ToString("G3", System.Globalization.CultureInfo.InvariantCulture) : middle.ToDisplayString();
}
