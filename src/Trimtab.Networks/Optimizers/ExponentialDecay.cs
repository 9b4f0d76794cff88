using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Exponential decay of the learning rate: η₀·r^(step/n).</summary>
/// <param name="Initial">η₀, the initial rate, above 0, finite.</param>
/// <param name="DecaySteps">n, the number of steps after which the rate is multiplied by r, 1 or more.</param>
/// <param name="DecayRate">r, the decay factor, above 0, finite.</param>
[Named("exponential_decay")]
public sealed record ExponentialDecay(double Initial, long DecaySteps, double DecayRate) : LearningRate
{
    /// <summary>η₀, the initial rate, above 0, finite.</summary>
    public double Initial { get; } = Setting.Above(Initial, 0);

    /// <summary>n, the number of steps after which the rate is multiplied by r, 1 or more.</summary>
    public long DecaySteps { get; } = Setting.AtLeast(DecaySteps, 1);

    /// <summary>r, the decay factor, above 0, finite.</summary>
    public double DecayRate { get; } = Setting.Above(DecayRate, 0);

    /// <summary>Whether the rate decreases once per <see cref="DecaySteps"/> instead of at every step. Default false.</summary>
    public bool Staircase { get; init; }

    /// <inheritdoc/>
    public override double At(long step)
    {
        double periods = (double)step / DecaySteps;
        return Initial * PortableMath.Pow(DecayRate, Staircase ? Math.Floor(periods) : periods);
    }
}
