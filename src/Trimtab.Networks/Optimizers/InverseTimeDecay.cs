namespace Trimtab.Networks;

/// <summary>η₀/(1 + r·step/n). With n = 1, the <c>decay</c> of Keras's older optimizers.</summary>
/// <param name="Initial">η₀, above 0.</param>
/// <param name="DecaySteps">n, 1 or more.</param>
/// <param name="DecayRate">r, 0 or more.</param>
[Named("inverse_time_decay")]
public sealed record InverseTimeDecay(double Initial, long DecaySteps, double DecayRate) : LearningRate
{
    /// <summary>η₀, above 0.</summary>
    public double Initial { get; } = Setting.Above(Initial, 0);

    /// <summary>n, 1 or more.</summary>
    public long DecaySteps { get; } = Setting.AtLeast(DecaySteps, 1);

    /// <summary>r, 0 or more.</summary>
    public double DecayRate { get; } = Setting.AtLeast(DecayRate, 0);

    /// <summary>Whether the rate falls once every <see cref="DecaySteps"/> in place of a little at every step. Default false.</summary>
    public bool Staircase { get; init; }

    /// <inheritdoc/>
    public override double At(long step)
    {
        double turns = (double)step / DecaySteps;
        return Initial / (1 + (DecayRate * (Staircase ? Math.Floor(turns) : turns)));
    }
}
