namespace Trimtab.Plots;

/// <summary>Lines over several upright axes.</summary>
public sealed record ParallelPlot : PlotModel
{
    /// <summary>The axes, from left to right.</summary>
    public required IReadOnlyList<ParallelAxis> Axes { get; init; }

    /// <summary>The lines, the last one on top.</summary>
    public required IReadOnlyList<ParallelLine> Lines { get; init; }
}

/// <summary>An upright axis.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Ticks">Words beside it, each at a place from 0, the foot, to 1.</param>
public sealed record ParallelAxis(string Name, IReadOnlyList<(string Text, double Place)> Ticks)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

/// <summary>A line.</summary>
/// <param name="Places">Where it crosses each axis, from 0 to 1; NaN leaves a gap.</param>
/// <param name="Shade">From 0, pale, to 1, dark.</param>
public sealed record ParallelLine(IReadOnlyList<double> Places, double Shade)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
