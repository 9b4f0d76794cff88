namespace Trimtab;

/// <summary>A metric that a study optimizes.</summary>
/// <param name="Name">Its name in <see cref="Trial.Values"/>; not blank.</param>
/// <param name="Direction">Which values are better. Default: small ones.</param>
public sealed record Objective(string Name, Direction Direction = Direction.Minimize)
{
    /// <summary>Name of the objective; not blank.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public string Name { get; init => field = Named(value); } = Named(Name);

    /// <summary>Which values are better.</summary>
    public Direction Direction { get; init => field = Known(value); } = Known(Direction);

    /// <summary>The value turned so that lower is better: itself, or its negative where it is maximized.</summary>
    public double Loss(double value) => Direction.Loss(value);

    private static string Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(Name));
        return name;
    }

    private static Direction Known(Direction direction) => Enum.IsDefined(direction)
        ? direction
        : throw Setting.OutOfRange(nameof(direction), Invariant($"A direction is Minimize or Maximize. Got {(int)direction}."));

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
