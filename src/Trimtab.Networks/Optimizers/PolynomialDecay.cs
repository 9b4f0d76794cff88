using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Polynomial decay of the learning rate from η₀ to a final rate as (1 − step/n)^p; constant afterwards.</summary>
/// <param name="Initial">η₀, the initial rate, above 0, finite.</param>
/// <param name="DecaySteps">n, the number of steps of the decay, 1 or more.</param>
[Named("polynomial_decay")]
public sealed record PolynomialDecay(double Initial, long DecaySteps) : LearningRate
{
    /// <summary>η₀, the initial rate, above 0, finite.</summary>
    public double Initial { get; } = Setting.Above(Initial, 0);

    /// <summary>n, the number of steps of the decay, 1 or more.</summary>
    public long DecaySteps { get; } = Setting.AtLeast(DecaySteps, 1);

    /// <summary>The final rate, 0 or more. Default 0.0001.</summary>
    public double End
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 0.0001;

    /// <summary>p, the exponent, above 0. Default 1: linear decay.</summary>
    public double Power
    {
        get;
        init => field = Setting.Above(value, 0);
    } = 1;

    /// <inheritdoc/>
    public override double At(long step)
    {
        double remaining = 1 - ((double)Math.Min(step, DecaySteps) / DecaySteps);
        return ((Initial - End) * PortableMath.Pow(remaining, Power)) + End;
    }
}
