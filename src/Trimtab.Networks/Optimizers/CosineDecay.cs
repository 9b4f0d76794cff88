using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Cosine decay of the learning rate from η₀ to α·η₀; constant afterwards.</summary>
/// <param name="Initial">η₀, the initial rate, above 0, finite.</param>
/// <param name="DecaySteps">Number of steps of the decay, 1 or more.</param>
/// <remarks>Loshchilov and Hutter, SGDR: stochastic gradient descent with warm restarts, 2017, equation 5, a single cycle.</remarks>
[Named("cosine_decay")]
public sealed record CosineDecay(double Initial, long DecaySteps) : LearningRate
{
    /// <summary>η₀, the initial rate, above 0, finite.</summary>
    public double Initial { get; } = Setting.Above(Initial, 0);

    /// <summary>Number of steps of the decay, 1 or more.</summary>
    public long DecaySteps { get; } = Setting.AtLeast(DecaySteps, 1);

    /// <summary>α, the final rate as a fraction of η₀, 0 or more. Default 0.</summary>
    public double Alpha
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    }

    /// <inheritdoc/>
    public override double At(long step)
    {
        double cosine = 0.5 * (1 + PortableMath.Cos(Math.PI * Math.Min(step, DecaySteps) / DecaySteps));
        return Initial * (((1 - Alpha) * cosine) + Alpha);
    }
}
