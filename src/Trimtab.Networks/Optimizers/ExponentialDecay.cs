using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>η₀·r^(step/n).</summary>
/// <param name="Initial">η₀, above 0.</param>
/// <param name="DecaySteps">n, 1 or more: after so many steps the rate is r times what it was.</param>
/// <param name="DecayRate">r, above 0.</param>
[Named("exponential_decay")]
public sealed record ExponentialDecay(double Initial, long DecaySteps, double DecayRate) : LearningRate
{
    /// <summary>η₀, above 0.</summary>
    public double Initial { get; } = Setting.Above(Initial, 0);

    /// <summary>n, 1 or more.</summary>
    public long DecaySteps { get; } = Setting.AtLeast(DecaySteps, 1);

    /// <summary>r, above 0.</summary>
    public double DecayRate { get; } = Setting.Above(DecayRate, 0);

    /// <summary>Whether the rate falls once every <see cref="DecaySteps"/> in place of a little at every step. Default false.</summary>
    public bool Staircase { get; init; }

    /// <inheritdoc/>
    public override double At(long step)
    {
        double turns = (double)step / DecaySteps;
        return Initial * PortableMath.Pow(DecayRate, Staircase ? Math.Floor(turns) : turns);
    }
}
