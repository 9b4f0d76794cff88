using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>A figure that callbacks watch, and when it is better.</summary>
/// <param name="Name">A measure that is taken.</param>
/// <param name="Direction">Whether less or more is better.</param>
internal readonly record struct MonitoredMeasure(string Name, Direction Direction)
{
    /// <summary>What any number is better than.</summary>
    public double Worst => Direction == Direction.Minimize ? double.PositiveInfinity : double.NegativeInfinity;

    /// <summary>The measure called <paramref name="name"/>, in the direction asked for, else in its own.</summary>
    /// <exception cref="UnknownNameException">It is not taken.</exception>
    public static MonitoredMeasure In(TrainingState state, string name, Direction? asked) => new(name, asked ?? state.DirectionOf(name));

    /// <summary>The figure in a report.</summary>
    /// <exception cref="UnknownNameException">It is not there.</exception>
    public double Of(EpochReport report) => report.Measures.TryGetValue(Name, out double value)
        ? value
        : throw new UnknownNameException("measure", Name, report.Measures.Keys);

    /// <summary>Whether <paramref name="value"/> is better than <paramref name="best"/> by more than <paramref name="margin"/>; NaN never is.</summary>
    public bool IsBetter(double value, double best, double margin) =>
        Direction == Direction.Minimize ? value < best - margin : value > best + margin;
}
