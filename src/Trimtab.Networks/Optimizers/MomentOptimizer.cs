namespace Trimtab.Networks;

/// <summary>Adam and its kin: running means of gradients and of their squares.</summary>
public abstract record MomentOptimizer : Optimizer
{
    /// <summary>Makes one with its own default rate.</summary>
    protected MomentOptimizer(LearningRate learningRate)
        : base(learningRate)
    {
    }

    /// <summary>β₁, how slowly the mean of gradients forgets, in [0, 1). Default 0.9.</summary>
    public double Beta1
    {
        get;
        init => field = Setting.Fraction(value);
    } = 0.9;

    /// <summary>β₂, how slowly the mean of squares forgets, in [0, 1). Default 0.999.</summary>
    public double Beta2
    {
        get;
        init => field = Setting.Fraction(value);
    } = 0.999;

    /// <summary>ε, keeps divisors above 0: above 0 and finite in single precision. Default 1e-7.</summary>
    public double Epsilon { get; init => field = Setting.Between(value, float.Epsilon, float.MaxValue); } = 1e-7;

    /// <inheritdoc/>
    public override int Slots => 2;

    internal Moments Moments => new(Beta1, Beta2);
}
