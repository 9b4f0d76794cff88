namespace Trimtab.Networks;

/// <summary>Base class of Adam and its variants: running averages of gradients and of squared gradients.</summary>
public abstract record MomentOptimizer : Optimizer
{
    /// <summary>Creates an optimizer with its default learning rate.</summary>
    protected MomentOptimizer(LearningRate learningRate)
        : base(learningRate)
    {
    }

    /// <summary>β₁, decay rate of the average of gradients, in [0, 1). Default 0.9.</summary>
    public double Beta1
    {
        get;
        init => field = Setting.Fraction(value);
    } = 0.9;

    /// <summary>β₂, decay rate of the average of squared gradients, in [0, 1). Default 0.999.</summary>
    public double Beta2
    {
        get;
        init => field = Setting.Fraction(value);
    } = 0.999;

    /// <summary>ε, keeps divisors above 0. Above 0 and finite in single precision. Default 1e-7.</summary>
    public double Epsilon { get; init => field = Setting.Between(value, float.Epsilon, float.MaxValue); } = 1e-7;

    /// <inheritdoc/>
    public override int Slots => 2;

    /// <summary>Decay rates of both averages.</summary>
    internal Moments Moments => new(Beta1, Beta2);
}
