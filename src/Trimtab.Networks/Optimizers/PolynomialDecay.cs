using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>From η₀ to an end along (1 − step/n)^p, and on at the end.</summary>
/// <param name="Initial">η₀, above 0.</param>
/// <param name="DecaySteps">n, 1 or more: when the end is reached.</param>
[Named("polynomial_decay")]
public sealed record PolynomialDecay(double Initial, long DecaySteps) : LearningRate
{
    /// <summary>η₀, above 0.</summary>
    public double Initial { get; } = Setting.Above(Initial, 0);

    /// <summary>n, 1 or more.</summary>
    public long DecaySteps { get; } = Setting.AtLeast(DecaySteps, 1);

    /// <summary>The last rate, 0 or more. Default 0.0001.</summary>
    public double End
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 0.0001;

    /// <summary>p, above 0; 1, the default, is a straight line.</summary>
    public double Power
    {
        get;
        init => field = Setting.Above(value, 0);
    } = 1;

    /// <inheritdoc/>
    public override double At(long step) => ((Initial - End) * PortableMath.Pow(1 - ((double)Math.Min(step, DecaySteps) / DecaySteps), Power)) + End;
}
