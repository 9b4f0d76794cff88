namespace Trimtab.Networks;

/// <summary>
/// Inverse time decay of the learning rate: η₀/(1 + r·step/n). With n = 1, the setting <c>decay</c> of Keras's older optimizers.
/// </summary>
/// <param name="Initial">η₀, the initial rate, above 0, finite.</param>
/// <param name="DecaySteps">n, the unit of steps, 1 or more.</param>
/// <param name="DecayRate">r, the decay rate, 0 or more.</param>
[Named("inverse_time_decay")]
public sealed record InverseTimeDecay(double Initial, long DecaySteps, double DecayRate) : LearningRate
{
    /// <summary>η₀, the initial rate, above 0, finite.</summary>
    public double Initial { get; } = Setting.Above(Initial, 0);

    /// <summary>n, the unit of steps, 1 or more.</summary>
    public long DecaySteps { get; } = Setting.AtLeast(DecaySteps, 1);

    /// <summary>r, the decay rate, 0 or more.</summary>
    public double DecayRate { get; } = Setting.AtLeast(DecayRate, 0);

    /// <summary>Whether the rate decreases once per <see cref="DecaySteps"/> instead of at every step. Default false.</summary>
    public bool Staircase { get; init; }

    /// <inheritdoc/>
    public override double At(long step)
    {
        double periods = (double)step / DecaySteps;
        return Initial / (1 + (DecayRate * (Staircase ? Math.Floor(periods) : periods)));
    }
}
