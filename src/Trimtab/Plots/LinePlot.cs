namespace Trimtab.Plots;

/// <summary>Curves over a common axis.</summary>
public sealed record LinePlot : PlotModel
{
    /// <summary>The curves, in the order of the legend.</summary>
    public required IReadOnlyList<Curve> Curves { get; init; }

    /// <summary>Whether the horizontal axis is logarithmic; every x must then be above 0. Default false.</summary>
    public bool IsLogX { get; init; }
}

/// <summary>One curve.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="X">Where its points lie.</param>
/// <param name="Y">Their heights, as many as <paramref name="X"/>; NaN leaves a gap.</param>
public sealed record Curve(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>Lower ends of error bars, as many as points; <see langword="null"/> for none.</summary>
    public IReadOnlyList<double>? Low { get; init; }

    /// <summary>Upper ends of error bars, as many as points; <see langword="null"/> for none.</summary>
    public IReadOnlyList<double>? High { get; init; }

    /// <summary>Whether its points are marked and not joined. Default false.</summary>
    public bool IsPoints { get; init; }

    /// <summary>Whether it is short strokes, thick and unmarked, with gaps between them. Default false.</summary>
    public bool IsStrokes { get; init; }

    /// <summary>Whether it is dashed (validation beside training). Default false.</summary>
    public bool IsDashed { get; init; }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
