namespace Trimtab.Samplers.Gp;

/// <summary>A trial as a Gaussian process sees it.</summary>
/// <param name="Point">Its parameters as a point of the <see cref="UnitCube"/>.</param>
/// <param name="Losses">One per objective; lower is better; ∞ where it failed.</param>
/// <param name="Violation">By how much it violates constraints.</param>
internal sealed record SeenTrial(double[] Point, double[] Losses, double Violation)
{
    /// <summary>What each constraint amounts to, satisfied at 0 or less; empty where that is not known.</summary>
    public double[] Amounts { get; init; } = [];

    /// <summary>Whether it satisfies the constraints.</summary>
    public bool IsFeasible => Violation == 0;

    /// <summary>Whether it violates the constraints less than <paramref name="other"/>, or as much and has the lower loss.</summary>
    public bool IsBetterThan(SeenTrial other) => (Violation, Losses[0]).CompareTo((other.Violation, other.Losses[0])) < 0;

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
