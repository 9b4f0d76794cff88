using System.Globalization;

namespace Trimtab.Plots;

/// <summary>Parallel coordinates: one vertical axis per dimension, one line per item across all of them.</summary>
public sealed record ParallelChart : Chart
{
    /// <summary>The axes, from left to right.</summary>
    public required IReadOnlyList<ParallelAxis> Axes { get; init; }

    /// <summary>The lines in drawing order: the last one is on top.</summary>
    public required IReadOnlyList<ParallelLine> Lines { get; init; }

    private protected override string Contents =>
        $"{Count(Lines.Count, "line")} over {Axes.Count.ToString(CultureInfo.InvariantCulture)} axes";
}

/// <summary>One vertical axis of a <see cref="ParallelChart"/>.</summary>
/// <param name="Name">The label.</param>
/// <param name="Ticks">Tick labels with their positions from 0, the bottom, to 1, the top.</param>
public sealed record ParallelAxis(string Name, IReadOnlyList<(string Text, double Place)> Ticks)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

/// <summary>One line of a <see cref="ParallelChart"/>.</summary>
/// <param name="Places">The height on each axis, from 0 to 1; NaN leaves a gap.</param>
/// <param name="Shade">The colour, from 0, pale, to 1, dark.</param>
public sealed record ParallelLine(IReadOnlyList<double> Places, double Shade)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
