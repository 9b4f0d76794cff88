namespace Trimtab.Plots;

/// <summary>Curves or points over two numeric axes.</summary>
public sealed record LineChart : Chart
{
    /// <summary>The curves, in the order of the legend.</summary>
    public required IReadOnlyList<Curve> Curves { get; init; }

    /// <summary>Whether the horizontal axis is logarithmic; every x must then be above 0. Default false.</summary>
    public bool IsLogX { get; init; }

    private protected override string Contents => $"{Count(Curves.Count, "curve")} of {Count(Curves.Sum(curve => curve.X.Count), "point")}";
}

/// <summary>One curve of a <see cref="LineChart"/>: points, joined by lines unless <see cref="IsPoints"/>.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="X">The horizontal coordinates of the points.</param>
/// <param name="Y">The vertical coordinates, as many as <paramref name="X"/>; NaN leaves a gap.</param>
public sealed record Curve(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>Lower ends of the error bars, one a point; <see langword="null"/> for none.</summary>
    public IReadOnlyList<double>? Low { get; init; }

    /// <summary>Upper ends of the error bars, one a point; <see langword="null"/> for none.</summary>
    public IReadOnlyList<double>? High { get; init; }

    /// <summary>Whether points are drawn as markers and not joined. Default false.</summary>
    public bool IsPoints { get; init; }

    /// <summary>Whether the curve is a set of thick line segments without markers, with gaps between them. Default false.</summary>
    public bool IsStrokes { get; init; }

    /// <summary>Whether the line is dashed, as for validation beside training. Default false.</summary>
    public bool IsDashed { get; init; }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
