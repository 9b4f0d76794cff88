using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>From η₀ down half a cosine to α·η₀, and on there.</summary>
/// <param name="Initial">η₀, above 0.</param>
/// <param name="DecaySteps">1 or more: when the end is reached.</param>
/// <remarks>Loshchilov and Hutter, SGDR: stochastic gradient descent with warm restarts, 2017, equation 5, one run of it.</remarks>
[Named("cosine_decay")]
public sealed record CosineDecay(double Initial, long DecaySteps) : LearningRate
{
    /// <summary>η₀, above 0.</summary>
    public double Initial { get; } = Setting.Above(Initial, 0);

    /// <summary>1 or more.</summary>
    public long DecaySteps { get; } = Setting.AtLeast(DecaySteps, 1);

    /// <summary>α, the last rate as a fraction of the first, 0 or more. Default 0.</summary>
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
