using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>A figure that callbacks watch, and when it is better.</summary>
internal readonly record struct MonitoredMeasure(string Name, Direction? Asked)
{
    /// <summary>Asked for, or by the name: losses and errors are minimized, the rest maximized.</summary>
    private Direction Direction => Asked
        ?? (Name.EndsWith("loss", StringComparison.Ordinal) || Name.EndsWith("error", StringComparison.Ordinal) ? Direction.Minimize : Direction.Maximize);

    /// <summary>What any number is better than.</summary>
    public double Worst => Direction == Direction.Minimize ? double.PositiveInfinity : double.NegativeInfinity;

    /// <summary>The figure in a report.</summary>
    /// <exception cref="UnknownNameException">It is not measured.</exception>
    public double Of(EpochReport report) => report.Measures.TryGetValue(Name, out double value)
        ? value
        : throw new UnknownNameException("measure", Name, report.Measures.Keys);

    /// <summary>Whether <paramref name="value"/> is better than <paramref name="best"/> by more than <paramref name="margin"/>; NaN never is.</summary>
    public bool IsBetter(double value, double best, double margin) =>
        Direction == Direction.Minimize ? value < best - margin : value > best + margin;
}
