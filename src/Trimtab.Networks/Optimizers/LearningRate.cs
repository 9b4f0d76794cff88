namespace Trimtab.Networks;

/// <summary>A learning rate schedule: the learning rate as a function of the step. Immutable; thread-safe.</summary>
/// <remarks>
/// Numbers convert implicitly to a constant rate:
/// <code>
/// Optimizer constant = new Sgd { LearningRate = 0.1 };
/// Optimizer decaying = new Sgd { LearningRate = new CosineDecay(0.1, DecaySteps: 1000) };
/// </code>
/// </remarks>
public abstract record LearningRate
{
    /// <summary>All learning rate schedules that can be created by name.</summary>
    public static Catalog<LearningRate> Catalog => PartCatalog<LearningRate>.All;

    /// <summary>
    /// Whether the rate depends on the total number of steps, so that trainings of different lengths share no epochs. Default false.
    /// </summary>
    public virtual bool DependsOnTotal => false;

    /// <summary>A constant rate, above 0 and finite.</summary>
    public static implicit operator LearningRate(double rate) => new ConstantRate(Setting.Above(rate, 0, nameof(LearningRate)));

    /// <summary>The rate at <paramref name="step"/>, counted from 0.</summary>
    public abstract double At(long step);

    /// <summary>A constant rate as a number; a schedule as its name and its settings. The same in every culture.</summary>
    public sealed override string ToString() => this is ConstantRate constant
        ? Invariant($"{constant.Rate}")
        : PartText.Of(this);
}
