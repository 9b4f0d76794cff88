namespace Trimtab.Networks;

/// <summary>A piecewise constant learning rate: one rate up to and including each boundary, and one after the last.</summary>
/// <param name="Boundaries">Boundaries in steps, strictly increasing.</param>
/// <param name="Rates">Rates, one more than boundaries, each above 0.</param>
[Named("piecewise_constant")]
public sealed record PiecewiseConstant(IReadOnlyList<long> Boundaries, IReadOnlyList<double> Rates) : LearningRate
{
    /// <summary>Boundaries in steps, strictly increasing.</summary>
    public IReadOnlyList<long> Boundaries { get; } = Boundaries.Zip(Boundaries.Skip(1)).All(pair => pair.First < pair.Second)
        ? Boundaries
        : throw new ArgumentException($"Boundaries must be strictly increasing. Got {InvariantText.List(Boundaries)}.", nameof(Boundaries));

    /// <summary>Rates, one more than <see cref="Boundaries"/>, each above 0.</summary>
    public IReadOnlyList<double> Rates { get; } = Rates.Count == Boundaries.Count + 1
        ? [.. Rates.Select(rate => Setting.Above(rate, 0, nameof(Rates)))]
        : throw new ArgumentException(
            Invariant($"There must be one rate more than boundaries. Got {Rates.Count} rates and {Boundaries.Count} boundaries."),
            nameof(Rates));

    /// <inheritdoc/>
    public override double At(long step)
    {
        int piece = 0;
        while (piece < Boundaries.Count && step > Boundaries[piece])
        {
            piece++;
        }

        return Rates[piece];
    }

    /// <inheritdoc/>
    public bool Equals(PiecewiseConstant? other) =>
        other is not null && Boundaries.SequenceEqual(other.Boundaries) && Rates.SequenceEqual(other.Rates);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Boundaries.Count, Rates[0], Rates[^1]);
}
