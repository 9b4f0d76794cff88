namespace Trimtab.Networks;

/// <summary>One rate up to and including each boundary, the last one after all.</summary>
/// <param name="Boundaries">Steps, rising.</param>
/// <param name="Rates">One more than boundaries, each above 0.</param>
[Named("piecewise_constant")]
public sealed record PiecewiseConstant(IReadOnlyList<long> Boundaries, IReadOnlyList<double> Rates) : LearningRate
{
    /// <summary>Steps, rising.</summary>
    public IReadOnlyList<long> Boundaries { get; } = Boundaries.Zip(Boundaries.Skip(1)).All(pair => pair.First < pair.Second)
        ? Boundaries
        : throw new ArgumentException($"Boundaries must rise. Got {InvariantText.List(Boundaries)}.", nameof(Boundaries));

    /// <summary>One more than <see cref="Boundaries"/>, each above 0.</summary>
    public IReadOnlyList<double> Rates { get; } = Rates.Count == Boundaries.Count + 1
        ? [.. Rates.Select(rate => Setting.Above(rate, 0, nameof(Rates)))]
        : throw new ArgumentException($"There must be one rate more than boundaries. Got {Rates.Count} rates and {Boundaries.Count} boundaries.", nameof(Rates));

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
