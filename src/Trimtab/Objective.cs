namespace Trimtab;

/// <summary>One of the figures a study is about.</summary>
/// <param name="Name">What it is called in <see cref="Trial.Values"/>.</param>
/// <param name="Direction">Which values are better. Default: small ones.</param>
public sealed record Objective(string Name, Direction Direction = Direction.Minimize)
{
    /// <summary>The figure so that less is better: itself, or its negative where it is maximized.</summary>
    public double Loss(double value) => Direction == Direction.Maximize ? -value : value;
}
